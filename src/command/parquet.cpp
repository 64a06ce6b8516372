// SPDX-License-Identifier: Apache-2.0
#include "command/parquet.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/file_bytes.hpp"
#include "store/write_tables.hpp"

namespace detente {

namespace fs = std::filesystem;

Result<std::string> parquet_bytes(const StoreTable& table) {
  std::error_code error;
  std::string folder = (fs::temp_directory_path(error) / "detente-XXXXXX").string();
  if (error || ::mkdtemp(folder.data()) == nullptr)
    return fail(Error::Kind::io, error ? error.message() : std::strerror(errno), folder);
  const fs::path file = fs::path(folder) / "table.parquet";
  constexpr std::size_t most = std::size_t{1} << 30U;
  const auto written = write_parquet(file, table, 1);
  Result<std::string> bytes =
      written ? read_bytes(file, most) : Result<std::string>(tl::unexpected(written.error()));
  fs::remove_all(folder, error);
  return bytes;
}

}  // namespace detente
