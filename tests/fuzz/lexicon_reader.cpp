// SPDX-License-Identifier: Apache-2.0
// A lexicon of any bytes: each fault has a place and is one line, and what is read can be built and
// asked, whatever is wrong with it.

#include "lexicon/check_lexicon.hpp"
#include "support/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace detente;
  using testing::require;
  const std::string text(reinterpret_cast<const char*>(data), size);
  LexiconText read = parse_lexicon({{"fuzzed.toml", text}});
  for (const Fault& fault : check_lexicon(read)) {
    require(fault.place.file == "fuzzed.toml" && fault.place.line > 0, "a fault without a place");
    require(!fault.message.empty() && fault.message.find('\n') == std::string::npos,
            "a fault that is not one line");
  }
  const Lexicon lexicon(std::move(read.data));
  const auto tokens = tokenise(text, true);
  for (const auto& matches : {lexicon.concepts_in(tokens), lexicon.nested_in(tokens)}) {
    for (const Match& match : matches)
      require(match.first < match.last && match.last <= tokens.size() &&
                  match.entry < lexicon.data().concepts.size(),
              "a match outside the text");
  }
  return 0;
}
