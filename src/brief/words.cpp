// SPDX-License-Identifier: Apache-2.0
#include "brief/words.hpp"

#include <array>

#include "base/long_date.hpp"

namespace detente {

std::string long_date(const std::string& day) {
  const auto parsed = parse_day(day);
  return parsed ? long_date(Date(*parsed)) : day;
}

std::string language_note(const Reference& reference, const std::string& language) {
  constexpr std::array names = {
      std::pair{"ar", "Arabic"},     std::pair{"bg", "Bulgarian"},  std::pair{"de", "German"},
      std::pair{"en", "English"},    std::pair{"es", "Spanish"},    std::pair{"fa", "Persian"},
      std::pair{"fr", "French"},     std::pair{"he", "Hebrew"},     std::pair{"hi", "Hindi"},
      std::pair{"hr", "Croatian"},   std::pair{"id", "Indonesian"}, std::pair{"it", "Italian"},
      std::pair{"ja", "Japanese"},   std::pair{"ko", "Korean"},     std::pair{"pl", "Polish"},
      std::pair{"pt", "Portuguese"}, std::pair{"ro", "Romanian"},   std::pair{"ru", "Russian"},
      std::pair{"tl", "Tagalog"},    std::pair{"tr", "Turkish"},    std::pair{"uk", "Ukrainian"},
      std::pair{"ur", "Urdu"},       std::pair{"vi", "Vietnamese"}, std::pair{"zh", "Chinese"},
  };
  if (reference.language.empty() || reference.language == language) return {};
  for (const auto& [code, name] : names) {
    if (reference.language == code) return std::string("in ") + name;
  }
  return "in " + reference.language;
}

}  // namespace detente
