// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace detente {

/// The ontology of the event codes.
enum class CodeSystem { cameo, weis };

/// The root of a code, its first two digits: 1 to 20 in CAMEO, 1 to 22 in WEIS. Nothing where the
/// text is no code of that system: 2 to 5 digits (KEDS sets have some of five).
std::optional<std::uint8_t> root_of(std::string_view code, CodeSystem system = CodeSystem::cameo);

/// Quad class of a root: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
/// 4 material conflict. CAMEO as GDELT has it (1-5, 6-8, 9-13, 14-20); WEIS as Duval and Thompson
/// (1980) have it: 2-5 and 8-10, 1 and 6-7, 11-17, 18-22.
std::uint8_t quad_of_root(std::uint8_t root, CodeSystem system = CodeSystem::cameo);

/// The Goldstein score of a code in thousandths; of its longest listed beginning where the code
/// itself has none.
std::optional<std::int32_t> goldstein_of(std::string_view code,
                                         CodeSystem system = CodeSystem::cameo);

/// Whether a CAMEO code that lost its leading zero can only have had one: two digits where codes
/// have three or four, or three that would have a root over 20.
bool lost_a_zero(std::string_view code);

/// A PLOVER event type in CAMEO's terms.
struct PloverClass {
  std::uint8_t root;  ///< the root of CAMEO to which the PLOVER manual (2021) maps most of the type
  std::uint8_t quad;
};
/// By the type's name, in any case: "CONSULT".
std::optional<PloverClass> plover_class_of(std::string_view type);

}  // namespace detente
