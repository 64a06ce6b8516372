// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace detente {

/// The style sheet of the brief: screen, phone, dark and print.
std::string html_style();

}  // namespace detente
