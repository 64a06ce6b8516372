// SPDX-License-Identifier: Apache-2.0
#include "record/new_case.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "base/file_bytes.hpp"
#include "base/text.hpp"
#include "record/toml_file.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

Result<void> fill(const fs::path& model, const fs::path& folder,
                  const std::array<std::string, 2>& sides) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(model, error)) {
    const fs::path target = folder / entry.path().lexically_relative(model);
    if (entry.is_directory()) {
      fs::create_directories(target, error);
      continue;
    }
    auto bytes = read_bytes(entry.path(), largest_file);
    if (!bytes) return tl::unexpected(bytes.error());
    // One pass by a third name: with sides BBB,CCC the second step must not take up what the first
    // put there.
    replace_all(*bytes, "BBB", "\x01");
    replace_all(*bytes, "AAA", sides[0]);
    replace_all(*bytes, "\x01", sides[1]);
    if (auto written = replace_file(target, *bytes); !written) return written;
  }
  if (error) return fail(Error::Kind::io, error.message(), model.string());
  return {};
}

}  // namespace

Result<void> new_case(const fs::path& model, const fs::path& target,
                      const std::array<std::string, 2>& sides) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(target, error))) {
    return fail(Error::Kind::usage, "already exists; choose another name", target.string());
  }
  std::string temporary = target.string() + ".XXXXXX";
  if (::mkdtemp(temporary.data()) == nullptr)
    return fail(Error::Kind::io, std::strerror(errno), target.string());
  auto done = fill(model, temporary, sides);
  if (done) {
    constexpr mode_t usual = 0755;
    ::chmod(temporary.c_str(), usual);
    fs::rename(temporary, target, error);
    if (error) done = fail(Error::Kind::io, error.message(), target.string());
  }
  if (!done) fs::remove_all(temporary, error);
  return done;
}

}  // namespace detente
