// experiments; not committed
#include <fmt/format.h>
#include <cmath>
#include <cstdlib>
#include <algorithm>
#include <set>
#include "lexicon/read_lexicon.hpp"
#include "readouts/fit.hpp"
#include "readouts/scores.hpp"
using namespace detente;
using namespace detente::readouts;
static const std::set<std::string> fresh_dev{"bali-remarks-2022-11","call-2022-03-briefing","call-2025-09-en","bali-remarks-readout-2022-11","bali-readout-opening-2022-11","madrid-2025-09-en","stockholm-fact-sheet-2025-08"};
static bool share(const FitPair& x,const FitPair& y){for(auto&t:x.pair->texts)if(t==y.pair->texts[0]||t==y.pair->texts[1])return true;return false;}
struct Out{double f,p,r,thr,ll;Scores old,zh,en,all;};
static Out cv(std::vector<FitPair> pairs,const std::vector<bool>& on,bool only_old=false){
  for(auto&p:pairs)for(auto&c:p.candidates)for(size_t i=0;i<trait_count;++i)if(!on[i])c.likeness.traits[i]=0;
  std::vector<LinkWeights> w;
  for(auto&one:pairs){std::vector<const FitPair*> o;for(auto&x:pairs){if(share(one,x))continue;if(only_old&&fresh_dev.count(x.pair->name))continue;o.push_back(&x);}w.push_back(fit_links(o));}
  double ll=0;
  for(size_t i=0;i<pairs.size();++i)for(size_t k=0;k<pairs[i].candidates.size();++k){double p=link_score(pairs[i].candidates[k].likeness.traits,w[i]);ll-=std::log(pairs[i].linked[k]?p:1-p);}
  Out best{};best.f=-1;
  for(int t=10;t<=60;t+=5){Out o{};o.thr=t/100.0;o.ll=ll;
    for(size_t i=0;i<pairs.size();++i){w[i].threshold=o.thr;Marks m=marks_of(pairs[i].compared);m.links.clear();
      for(auto&l:choose_links(pairs[i].candidates,pairs[i].compared.a.size(),pairs[i].compared.b.size(),w[i]))m.links.push_back({.a={l.a},.b={l.b}});
      Scores s=scores_of(m,pairs[i].pair->marks);o.all+=s;if(!fresh_dev.count(pairs[i].pair->name))o.old+=s;(pairs[i].pair->languages[1]=="en"?o.en:o.zh)+=s;}
    o.f=o.all.links.f1();if(o.f>best.f)best=o;}
  return best;
}
static void show(const std::string& n,const Out& o){fmt::print("{:<26} LL {:.1f} thr {:.2f} F {:.3f} p {:.2f} r {:.2f} | old {:.3f} zh {:.3f} en {:.3f} only {:.3f} issue {:.4f} bind {:.3f}\n",n,o.ll,o.thr,o.f,o.all.links.precision(),o.all.links.recall(),o.old.links.f1(),o.zh.links.f1(),o.en.links.f1(),o.all.only.f1(),o.all.issue.value(),o.all.binding_near.value());std::fflush(stdout);}

static std::string w(const std::string& t,ByteSpan s){auto x=t.substr(s.begin,s.end-s.begin);for(char&c:x)if(c=='\n')c=' ';return x;}
static void errors(std::vector<FitPair> pairs,const std::vector<bool>& on,double thr,const Lexicon& lex,bool verbose){
  for(auto&p:pairs)for(auto&c:p.candidates)for(size_t i=0;i<trait_count;++i)if(!on[i])c.likeness.traits[i]=0;

  for(auto&one:pairs){std::vector<const FitPair*> o;for(auto&x:pairs)if(!share(one,x))o.push_back(&x);auto wt=fit_links(o);wt.threshold=thr;
    Marks m=marks_of(one.compared);m.links.clear();auto ls=choose_links(one.candidates,one.compared.a.size(),one.compared.b.size(),wt);
    for(auto&l:ls)m.links.push_back({.a={l.a},.b={l.b}});
    Scores s=scores_of(m,one.pair->marks);
    fmt::print("=== {} named {} wanted {} p {:.2f} r {:.2f} issue {:.2f}\n",one.pair->name,s.links.named,s.links.wanted,s.links.precision(),s.links.recall(),s.issue.value());
    if(!verbose)continue;
    auto ids=[&](const Point&p){std::string r;for(auto&x:p.mentions){auto&c=lex.data().concepts[x.entry];r+=c.id+(c.kind=="general"?"(g) ":c.kind=="talks"?"(t) ":" ");}return r;};
    auto pp=[&](int side,size_t i){auto&p=(side?one.compared.b:one.compared.a)[i];return fmt::format("{}{} {} {} {} | {} | {}",side?'b':'a',i,p.who,p.binding,p.issue,w(one.pair->texts[side],p.span),ids(p));};
    auto&W=one.pair->marks;
    for(auto&g:W.links){
      if(is_right(g,W,m))continue;
      const Candidate*best=nullptr;double bs=-1;
      for(auto&c:one.candidates){bool a=false,b=false;for(auto i:g.a)a=a||meets(one.compared.a[c.a].span,W.points[0][i].span);for(auto i:g.b)b=b||meets(one.compared.b[c.b].span,W.points[1][i].span);
        if(a&&b){double p=link_score(c.likeness.traits,wt);if(p>bs)bs=p,best=&c;}}
      fmt::print("MISS {:.2f}\n  Ga {} {} | {}\n  Gb {} {} | {}\n",bs,W.points[0][g.a[0]].who,W.points[0][g.a[0]].issue,w(one.pair->texts[0],W.points[0][g.a[0]].span),W.points[1][g.b[0]].who,W.points[1][g.b[0]].issue,w(one.pair->texts[1],W.points[1][g.b[0]].span));
      if(best){fmt::print("  {}\n  {}\n",pp(0,best->a),pp(1,best->b));
        std::string t;for(size_t i=0;i<trait_count;++i)if(on[i])t+=fmt::format("{:.2f} ",best->likeness.traits[i]);fmt::print("  {}\n",t);
        for(auto&l:ls)if(l.a==best->a||l.b==best->b)fmt::print("  TAKEN {:.2f} {} || {}\n",l.score,pp(0,l.a),pp(1,l.b));}
    }
    for(auto&l:ls){MarkedLink x{.a={l.a},.b={l.b}};if(is_right(x,m,W))continue;fmt::print("FALSE {:.2f}\n  {}\n  {}\n",l.score,pp(0,l.a),pp(1,l.b));}
  }
}

#include <map>
#include "text/assignment.hpp"
static void issues(std::vector<FitPair>& pairs,const Lexicon& lex){
  std::map<std::pair<std::string,std::string>,int> conf;int tot=0,ok=0;
  for(auto&one:pairs)for(size_t side=0;side<2;++side){auto&pts=side?one.compared.b:one.compared.a;Marks m=marks_of(one.compared);auto&y=one.pair->marks.points[side];
    auto pa=matched(m.points[side],y);
    for(size_t i=0;i<pts.size();++i){if(pa[i]==nothing)continue;++tot;auto&g=y[pa[i]];if(g.issue==pts[i].issue){++ok;continue;}++conf[{g.issue,pts[i].issue}];
      std::string c;for(auto&x:pts[i].mentions){auto&k=lex.data().concepts[x.entry];if(!k.issue.empty())c+=k.id+":"+k.issue+(x.aside?"*":"")+" ";}
      fmt::print("{} -> {} | {} | {} | {} [{}]{}\n",g.issue,pts[i].issue,one.pair->name,w(one.pair->texts[side],pts[i].span),c,pts[i].sure_issue?"sure":"open",pts[i].tone?" tone":"");}
  }
  fmt::print("TOTAL {} {}\n",ok,tot);
  std::vector<std::pair<int,std::string>> v;for(auto&[k,n]:conf)v.push_back({n,k.first+" -> "+k.second});std::sort(v.rbegin(),v.rend());for(auto&[n,k]:v)if(n>1)fmt::print("CONF {} {}\n",n,k);
}
int main(int argc,char**argv){
  auto pairs=read_pairs("tests/data/readouts","../shared/data/context/readouts");
  if(!pairs){pairs=read_pairs("tests/data/readouts","/work/shared/data/context/readouts");}
  if(!pairs){fmt::print("{} {}\n",pairs.error().where,pairs.error().what);return 1;}
  auto lt=read_lexicon("lexicon");if(!lt){fmt::print("{} {}\n",lt.error().where,lt.error().what);return 1;}
  const Lexicon lex(std::move(lt->data));
  std::erase_if(*pairs,[](const MarkedPair&p){return p.held_out;});
  auto fp=fit_pairs(*pairs,lex);
  std::vector<bool> on(trait_count,true);
  std::string mode=argc>1?argv[1]:"";
  if(mode=="iss"){issues(fp,lex);return 0;}
  show("q",cv(fp,on));
  if(mode=="errors")errors(fp,on,0.2,lex,true);
}
