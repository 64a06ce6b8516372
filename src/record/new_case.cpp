// SPDX-License-Identifier: Apache-2.0
#include "record/new_case.hpp"

#include <sys/stat.h>

#include <array>
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

/// Codes of ISO 3166-1 for members of APEC that are not called states here (docs/codebook.md,
/// `kind`).
constexpr std::array economies{"HKG", "MAC", "TWN"};

/// A file of the template with the sides in the place of AAA and BBB.
std::string filled(std::string text, const std::array<std::string, 2>& sides) {
  for (const char* const economy : economies) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
      if (sides[i] != economy) continue;
      const std::string actor(i == 0 ? "AAA" : "BBB");
      replace_all(text, "name = \"" + actor + "\"\nkind = \"state\"",
                  "name = \"" + actor + "\"\nkind = \"economy\"");
    }
  }
  // One pass by a third name: with sides BBB,CCC the second step must not take up what the first
  // put there.
  replace_all(text, "BBB", "\x01");
  replace_all(text, "AAA", sides[0]);
  replace_all(text, "\x01", sides[1]);
  return text;
}

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
    if (auto written = replace_file(target, filled(*std::move(bytes), sides)); !written)
      return written;
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
