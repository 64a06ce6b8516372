// SPDX-License-Identifier: Apache-2.0
#include "text/report_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace detente {

namespace {

/// Forms with '|' between them, found by their first token.
class Forms {
 public:
  void add(std::string_view forms, std::size_t entry) {
    for (std::size_t at = 0; at <= forms.size();) {
      const std::size_t end = std::min(forms.find('|', at), forms.size());
      std::vector<std::string> words;
      for (Token& token : tokenise(forms.substr(at, end - at)))
        words.push_back(std::move(token.text));
      if (!words.empty()) {
        auto& list = by_first_[words.front()];
        list.push_back({std::move(words), entry});
      }
      at = end + 1;
    }
  }

  /// The longest form at `at`: its length and entry.
  [[nodiscard]] std::pair<std::size_t, std::size_t> find(std::span<const Token> tokens,
                                                         std::size_t at) const {
    std::pair<std::size_t, std::size_t> best{};
    if (at >= tokens.size()) return best;
    const auto found = by_first_.find(tokens[at].text);
    if (found == by_first_.end()) return best;
    for (const Form& form : found->second) {
      const std::size_t length = form.words.size();
      if (length <= best.first || at + length > tokens.size()) continue;
      bool same = true;
      for (std::size_t i = 1; same && i < length; ++i) same = tokens[at + i].text == form.words[i];
      if (same) best = {length, form.entry};
    }
    return best;
  }

 private:
  struct Form {
    std::vector<std::string> words;
    std::size_t entry;
  };
  std::unordered_map<std::string, std::vector<Form>> by_first_;
};

struct SayingList {
  Saying saying;
  bool past;
  int binding;
  std::string_view forms;
};

constexpr SayingList sayings[] = {
    {Saying::states, true, 1,
     "said|stated|noted|argued|asserted|posited|observed|contended|maintained "
     "that|claimed|remarked|"
     "mentioned|explained|described|emphasized|emphasised|stressed|underscored|underlined|"
     "highlighted|pointed out|pointed to|reiterated|reaffirmed|recalled|reminded|warned|cautioned|"
     "insisted|commented|asked|raised|voiced|expressed|conveyed|predicted|complained|lamented|"
     "criticized|"
     "criticised|assessed|concluded|estimated|speculated|declared|reported|told|made clear|"
     "made the case|made the point|drew attention to|called attention to|identified|"
     "attributed|blamed|accused|condemned|outlined|elaborated|clarified|summarized|summarised|"
     "characterized|characterised|portrayed|flagged|admitted|conceded|allowed that|added|quipped|"
     "referred to|spoke of|presented|indicated|signaled|signalled|suggested that|replied|"
     "responded|answered|assured|informed|adamant|were clear|was clear"},
    {Saying::states, false, 1,
     "say|says|state|states|note|notes|argue|argues|assert|asserts|contend|contends|emphasize|"
     "emphasizes|stress|stresses|underscore|underscores|highlight|highlights|point out|points out|"
     "insist|insists|claim|claims|posit|posits|caution|cautions|warn|warns|maintain that|maintains "
     "that"},
    {Saying::believes, true, 1,
     "believed|thought|felt|viewed|saw|regarded|considered|perceived|understood|expected|hoped|"
     "wanted|sought|preferred|worried|feared|doubted|assumed|wondered|judged|held that|"
     "concerned|optimistic|pessimistic|skeptical|sceptical|convinced|confident|hopeful|wary|"
     "reluctant|unwilling|unsure|did not trust"},
    {Saying::believes, false, 1,
     "believe|believes|think|thinks|feel|feels|view|views|see|sees|regard|regards|consider|"
     "considers|perceive|perceives|expect|expects|hope|hopes|want|wants|prefer|prefers|worry|"
     "worries|fear|fears|doubt|doubts|hold that|holds that|is concerned|are concerned|"
     "is also concerned|are also concerned|is worried|are worried|is wary|are wary|is reluctant|"
     "are reluctant|does not trust|do not trust|is convinced|are convinced|does not want|"
     "do not want|does not see|do not see|does not believe|do not believe|does not accept|"
     "do not accept|is skeptical|are skeptical|focus on|focuses on"},
    {Saying::agrees, true, 5,
     "agreed|concurred|reached consensus|reached a consensus|shared the view|shared a view|"
     "shared concerns|shared the concern|shared concern|were in agreement|were unanimous|"
     "found common ground|converged on|jointly recognized|jointly recommended"},
    {Saying::agrees, true, 1,
     "acknowledged|recognized|recognised|accepted|appreciated|affirmed|credited"},
    {Saying::agrees, true, 2,
     "welcomed|supported|endorsed|praised|applauded|favored|favoured|commended"},
    {Saying::agrees, false, 5,
     "agree|agrees|share the view|shares the view|share similar|shares similar|concur|concurs"},
    {Saying::agrees, false, 1,
     "acknowledge|acknowledges|recognize|recognizes|recognise|recognises|accept|accepts"},
    {Saying::agrees, false, 2, "welcome|welcomes|support|supports|endorse|endorses"},
    {Saying::disagrees, true, 1,
     "countered|disagreed|rejected|disputed|objected|denied|pushed back|challenged|questioned|"
     "retorted|rebutted|refuted|opposed|dismissed|took issue|differed|diverged|disapproved|"
     "were divided|was divided|were split|contested|protested|resisted|rebuffed|shot back|"
     "expressed disagreement|did not agree|could not agree|did not accept|were at odds"},
    {Saying::disagrees, false, 1,
     "counter|counters|disagree|disagrees|reject|rejects|dispute|disputes|object to|objects to|"
     "oppose|opposes|deny|denies|does not agree|do not agree|differ|differs|differ on|differs on"},
    {Saying::proposes, true, 2,
     "suggested|proposed|recommended|urged|called for|called on|advocated|encouraged|"
     "advised|requested|demanded|pressed for|appealed|argued for|argued against|"
     "asked for|pleaded for|put forward|floated|advanced the idea"},
    {Saying::proposes, false, 2,
     "suggest|suggests|propose|proposes|recommend|recommends|urge|urges|call for|calls for|"
     "call on|calls on|advocate|advocates|encourage|encourages|demand|demands"},
    {Saying::discusses, true, 1,
     "discussed|explored|debated|exchanged views on|considered how|deliberated|touched on|"
     "reviewed|examined|addressed"},
    {Saying::states, true, 1,
     "表示|指出|强调|提出|说|称|介绍|解释|重申|提醒|回应|提到|谈到|坦言|批评|警告|抱怨|阐述|分析"},
    {Saying::believes, true, 1, "认为|主张|担心|担忧|希望|期待|怀疑|相信|觉得|判断|关切"},
    {Saying::agrees, true, 5,
     "一致认为|都认为|均认为|一致同意|都同意|同意|达成共识|形成共识|一致强调|普遍认为"},
    {Saying::agrees, true, 1, "承认|认可|认同|赞同|肯定"},
    {Saying::agrees, true, 2, "欢迎|支持|赞赏"},
    {Saying::disagrees, true, 1, "反驳|质疑|不同意|反对|否认|不认同|不接受|拒绝|存在分歧|有分歧"},
    {Saying::proposes, true, 2, "建议|呼吁|倡议|敦促|提议|要求|促请"},
    {Saying::discusses, true, 1, "讨论|探讨|讨论了|探讨了|交换意见"},
};

constexpr std::array<std::pair<ReportWord, std::string_view>, 8> word_lists{{
    {ReportWord::people,
     "participant|participants|scholar|scholars|expert|experts|delegate|delegates|delegation|"
     "delegations|side|sides|analyst|analysts|academic|academics|speaker|speakers|discussant|"
     "discussants|panelist|panelists|panellist|panellists|interlocutor|interlocutors|"
     "representative|representatives|attendee|attendees|presenter|presenters|counterpart|"
     "counterparts|team|teams|economist|economists|diplomat|diplomats|specialist|specialists|"
     "strategist|strategists|observer|observers|colleague|colleagues|members|member|officials|"
     "researcher|researchers|co chair|co chairs|moderator|commentator|group|groups|"
     "与会者|与会学者|与会专家|与会人员|与会嘉宾|学者|专家|代表|代表团|代表们|参会者|参会人员|"
     "参会学者|嘉宾|人士|方面|委员|学者们|专家们|专家学者"},
    {ReportWord::modifier,
     "the|a|an|another|other|one|two|three|some|several|many|most|all|few|a few|a number of|both|"
     "senior|former|retired|leading|prominent|young|younger|government|military|academic|policy|"
     "think tank|individual|various|certain|numerous|meeting|dialogue|conference|workshop|"
     "current|foreign|its|their|security|economic|track ii|track 2|"
     "nearly all|almost all|majority "
     "of|的|多位|一位|一些|部分|几位|有|各位|多名|一名|许多|不少|数位"},
    {ReportWord::between,
     "also|however|nonetheless|nevertheless|still|then|further|furthermore|moreover|therefore|"
     "both|all|again|meanwhile|instead|have|has|had|did|do|does|is|are|was|were|not|would|could|"
     "might|may|can|in turn|for their part|for its part|in particular|on the other hand|too|"
     "thus|often|always|simply|never|even|indeed|in response|by contrast|in contrast|"
     "seemed to|appeared to|tended to|continued to|continue to|continues to|went on to|for "
     "instance|"
     "for example|on the "
     "whole|present|则|也|还|均|都|进一步|多次|普遍|明确|特别|对此|又|再次|同时|再|"
     "亦|曾|纷纷|反复|就此|当场|随后|共同|认真|深入|一致|并|率先"},
    {ReportWord::both,
     "both sides|the two sides|two sides|each side|both delegations|the two delegations|both "
     "groups|"
     "both teams|both countries|the two countries|both governments|the two governments|"
     "both nations|both parties|both capitals|the two capitals|both militaries|"
     "双方|双方学者|双方专家|双方与会者|双方代表|中美双方|两国学者|两国专家|中美学者|中美专家|"
     "两国"},
    {ReportWord::pronoun, "they|he|she|他们|她们|其"},
    {ReportWord::view,
     "view|views|perspective|position|positions|priority|priorities|concern|concerns|goal|goals|"
     "aim|aims|interest|interests|preference|stance|argument|objective|objectives|assessment|"
     "top priority|top priorities|main concern|main concerns|主要关切|立场|优先事项|看法|目标"},
    {ReportWord::contrast,
     "however|but|while|whereas|although|though|yet|by contrast|in contrast|on the other hand|"
     "in response|nevertheless|nonetheless|conversely|但|但是|然而|而|不过|相反|却|相比之下"},
    {ReportWord::negation, "not|never|no|'t|不|没有|未|并未"},
}};

const Forms& saying_forms() {
  static const Forms forms = [] {
    Forms made;
    for (std::size_t i = 0; i < std::size(sayings); ++i) made.add(sayings[i].forms, i);
    return made;
  }();
  return forms;
}

const Forms& forms_of(ReportWord kind) {
  static const std::array<Forms, word_lists.size()> forms = [] {
    std::array<Forms, word_lists.size()> made;
    for (const auto& [one, list] : word_lists) made.at(static_cast<std::size_t>(one)).add(list, 0);
    return made;
  }();
  return forms.at(static_cast<std::size_t>(kind));
}

}  // namespace

WordsAt saying_at(std::span<const Token> tokens, std::size_t at) {
  const auto [length, entry] = saying_forms().find(tokens, at);
  if (length == 0) return {};
  const SayingList& list = sayings[entry];
  return {length, list.saying, list.past, list.binding};
}

std::size_t word_at(ReportWord kind, std::span<const Token> tokens, std::size_t at) {
  return forms_of(kind).find(tokens, at).first;
}

ReportSection section_of(std::string_view heading) {
  std::string text = " ";
  for (const Token& token : tokenise(heading))
    text += token.kind == Token::Kind::han ? token.text : token.text + ' ';
  const auto holds = [&](std::string_view forms) {
    for (std::size_t at = 0; at <= forms.size();) {
      const std::size_t end = std::min(forms.find('|', at), forms.size());
      if (text.find(forms.substr(at, end - at)) != std::string::npos) return true;
      at = end + 1;
    }
    return false;
  };
  if (holds(
          " recommendation| recommended | next steps | way forward | ways forward | action items | "
          "proposals | suggestions | policy steps | steps forward |建议|下一步|行动要点|倡议"))
    return ReportSection::steps;
  if (holds(" observers | observer |观察员|列席")) return ReportSection::observers;
  if (holds(" participants | participant list| delegation | delegations | delegates | attendees | "
            "list of members | members | participating |attendance | speakers | panelists |"
            " roster |与会者|与会人员|参会人员|参会者|代表团|与会专家|名单"))
    return ReportSection::people;
  if (holds(" takeaways | takeaway | key findings | key points | conclusions | main points | "
            "highlights | points of consensus | areas of agreement | joint statement "
            "|要点|共识|结论"))
    return ReportSection::takeaways;
  if (holds(" agenda | annex | appendix | about | acknowledgments | acknowledgements | "
            "acknowledgment |"
            " notes | endnotes | references | background | introduction | summary | overview |"
            " sponsors | supporters |议程|附录|致谢|背景"))
    return ReportSection::ends;
  return ReportSection::text;
}

}  // namespace detente
