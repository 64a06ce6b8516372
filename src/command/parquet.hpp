// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/table.hpp"

namespace detente {

/// The table as the bytes of a Parquet file, made by way of a file in the system's folder for such.
/// Kind::io.
Result<std::string> parquet_bytes(const StoreTable& table);

}  // namespace detente
