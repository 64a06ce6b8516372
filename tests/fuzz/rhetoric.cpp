// SPDX-License-Identifier: Apache-2.0
// Rules and a text of any bytes, split at the first line "===": faulty rules are faults; whatever
// is left of them scores the text without leaving it, and so do the rules of tests/lexicon.

#include "lexicon/check_lexicon.hpp"
#include "support/require.hpp"
#include "support/small_lexicon.hpp"
#include "text/words.hpp"

namespace {

using namespace detente;
using testing::require;

void check(const RhetoricRules& rules, std::string_view text) {
  const Lexicon& lexicon = testing::small_lexicon();
  std::uint32_t before = 0;
  for (const StanceSentence& sentence :
       rules.score(read_words(text, lexicon), lexicon, "USA", "CHN")) {
    require(sentence.span.begin < sentence.span.end && sentence.span.end <= text.size(),
            "a sentence outside its text");
    require(sentence.span.begin >= before, "sentences that overlap or are out of order");
    before = sentence.span.end;
    require(sentence.voice == Voice::own || sentence.hits.empty(), "a class for another's words");
    require(sentence.stances().count() == sentence.hits.size(), "a class twice");
    for (const StanceHit& hit : sentence.hits) {
      require(!hit.words.empty(), "a class without words");
      for (const ByteSpan& span : hit.words)
        require(span.begin >= sentence.span.begin && span.begin < span.end &&
                    span.end <= sentence.span.end,
                "words outside their sentence");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const RhetoricRules small(read_lexicon("lexicon").value().rhetoric);
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(all.find("===\n"), all.size());
  const std::string_view text = all.substr(std::min(cut + 4, all.size()));
  const LexiconText read = parse_lexicon({{"rhetoric.toml", std::string(all.substr(0, cut))}});
  check_lexicon(read);
  check(RhetoricRules(read.rhetoric), text);
  check(small, text);
  return 0;
}
