// SPDX-License-Identifier: Apache-2.0
#include "text/grammar_words.hpp"

#include <algorithm>
#include <utility>

namespace detente {

namespace {

struct List {
  Grammar role;
  std::string_view words;  // with '|' between them
};

constexpr List lists[] = {
    {Grammar::both,
     "the two leaders|two leaders|both leaders|the leaders|the two presidents|"
     "both presidents|the two sides|two sides|both sides|the two countries|two countries|"
     "both countries|our two countries|the two nations|both nations|two heads of state|"
     "the two parties|the parties|both parties|the two militaries|two militaries|"
     "both militaries|the two delegations|two teams|both teams|the two teams|"
     "two governments|both governments|officials from both sides|they|the two|both|双方|"
     "两国|两国元首|两国领导人|两国团队|双方团队|两军|两国政府|两国人民|中美双方|美中双方|"
     "两国两军"},
    {Grammar::own, "we|our|us|i|my|我|我们|我方|我国"},
    {Grammar::speaker, "he|she|his|her|the secretary|the president|他|她"},
    {Grammar::negation,
     "not|never|no|nor|neither|'t|不|没有|未|无意|绝不|决不|从不|从未|并非|并不|从无|不再|"
     "切勿"},
    {Grammar::preposition,
     "with|to|toward|towards|against|of|for|on|between|about|from|in|at|into|across|around|"
     "by|over|同|与|和|对|向|给|为|把|将同|被|就|在|于|从|由"},
    {Grammar::auxiliary,
     "is|are|was|were|has|have|had|does|do|did|can|could|would|may|might|是|有"},
    {Grammar::call,
     "should|must|need to|ought to|have to|has to|needs to|应|应该|应当|要|需要|必须|理应|"
     "有责任"},
    {Grammar::joint,
     "and|or|as well as|including|such as|along with|和|与|及|以及|并|或|并且|包括|同时|"
     "特别是"},
    {Grammar::determiner,
     "the|a|an|its|their|his|her|our|any|this|these|such|of|'s|no|important|new|strong"},
    {Grammar::opening, "that|whether|how"},
    {Grammar::attendance,
     "also attended|attended the meeting|were present|was present|attended by|"
     "accompanied by|参加会见|参加会谈|参加会晤|参加上述活动|参加了会见|陪同|在座|等参加|"
     "等出席|well wishes|greetings|拜年|祝愿"},
    {Grammar::contrast, "but|however|yet|但|但是|然而|却"},
    {Grammar::none,
     "参与|和平|和谐|和睦|和解|和好|不断|不同|不仅|不但|不可|不少|不久|不止|不安|不管|不论|"
     "不妨|要求|主要|重要|必要|要素|要点|响应|应对|应约|应急|供应|反应|适应|相应|应邀|应用|"
     "回应|效应|对话|对方|对于|对应|反对|面对|绝对|对抗|对手|对等|对接|对立|对外|对待|针对|"
     "应运|同意|共同|合同|相同|同样|认同|赞同|协同|同步|同胞|同行|向前|方向|相向|意向|导向|"
     "走向|趋向|取向|给予|因为|认为|成为|作为|行为|以为|视为|人为|更为|极为|存在|现在|正在|"
     "潜在|实在|内在|于是|关于|由于|基于|等于|属于|终于|有利于|致力于|着眼于|由此|理由|自由|"
     "由来|成就|就业|造就|被动|把握|从而|从事|有关|有效|有利|有助于|有力|有益|有序|有限|"
     "拥有|所有|具有|享有|富有|总是|但是|还是|其他|他们|他国|是否|正是|普及|涉及|以及时|"
     "及时|触及|并非常|与会|并肩|合并|未来|our side|the american|in order to|due to|next to"},
};

std::vector<GrammarWords> split_lists() {
  std::vector<GrammarWords> split;
  for (const List& list : lists) {
    GrammarWords words{list.role, {}};
    for (std::size_t at = 0; at <= list.words.size();) {
      const std::size_t end = std::min(list.words.find('|', at), list.words.size());
      words.words.push_back(list.words.substr(at, end - at));
      at = end + 1;
    }
    split.push_back(std::move(words));
  }
  return split;
}

}  // namespace

std::span<const GrammarWords> grammar_words() {
  static const std::vector<GrammarWords> words = split_lists();
  return words;
}

}  // namespace detente
