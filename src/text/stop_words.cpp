// SPDX-License-Identifier: Apache-2.0
#include "text/stop_words.hpp"

#include <algorithm>
#include <array>

namespace detente {

namespace {

// Sorted by bytes, so that they can be searched.
constexpr auto words = std::to_array<std::string_view>({
    "a",     "about",     "above",   "across",  "after",   "again",    "against", "ago",
    "all",   "almost",    "along",   "already", "also",    "although", "always",  "am",
    "among", "an",        "and",     "another", "any",     "are",      "around",  "as",
    "at",    "away",      "back",    "be",      "because", "been",     "before",  "being",
    "below", "between",   "both",    "but",     "by",      "can",      "cannot",  "could",
    "d",     "did",       "do",      "does",    "doing",   "done",     "down",    "during",
    "each",  "either",    "else",    "even",    "ever",    "every",    "few",     "first",
    "for",   "from",      "further", "had",     "has",     "have",     "having",  "he",
    "her",   "here",      "him",     "his",     "how",     "however",  "i",       "if",
    "in",    "including", "into",    "is",      "it",      "its",      "itself",  "just",
    "last",  "least",     "less",    "like",    "ll",      "made",     "make",    "many",
    "may",   "me",        "might",   "more",    "most",    "much",     "must",    "my",
    "near",  "neither",   "never",   "next",    "no",      "nor",      "not",     "now",
    "of",    "off",       "on",      "once",    "one",     "only",     "onto",    "or",
    "other", "others",    "our",     "out",     "over",    "own",      "per",     "rather",
    "re",    "same",      "second",  "shall",   "she",     "should",   "since",   "so",
    "some",  "still",     "such",    "t",       "than",    "that",     "the",     "their",
    "them",  "then",      "there",   "these",   "they",    "this",     "those",   "through",
    "thus",  "to",        "too",     "toward",  "towards", "two",      "under",   "until",
    "up",    "upon",      "us",      "very",    "was",     "way",      "we",      "well",
    "were",  "what",      "when",    "where",   "whether", "which",    "while",   "who",
    "whom",  "whose",     "why",     "will",    "with",    "within",   "without", "would",
    "yet",   "you",       "your",    "一",      "上",      "下",       "与",      "且",
    "个",    "中",        "为",      "之",      "也",      "了",       "于",      "些",
    "什",    "从",        "他",      "以",      "们",      "但",       "你",      "使",
    "其",    "再",        "几",      "则",      "到",      "即",       "却",      "又",
    "及",    "可",        "各",      "同",      "后",      "向",       "吗",      "呢",
    "和",    "在",        "多",      "大",      "她",      "如",       "它",      "对",
    "将",    "就",        "并",      "应",      "很",      "得",       "成",      "我",
    "或",    "所",        "才",      "把",      "新",      "是",       "更",      "最",
    "有",    "来",        "次",      "此",      "每",      "由",       "的",      "着",
    "种",    "等",        "给",      "而",      "能",      "自",       "至",      "被",
    "要",    "让",        "该",      "说",      "起",      "还",       "这",      "进",
    "那",    "都",        "里",      "间",      "面",      "项",
});

}  // namespace

bool is_stop_word(std::string_view word) { return std::ranges::binary_search(words, word); }

}  // namespace detente
