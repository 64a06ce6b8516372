// SPDX-License-Identifier: Apache-2.0
#include <glob.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unordered_set>

#include "events/input.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> failed(const fs::path& path, const std::error_code& error) {
  return fail(Error::Kind::io, error.message(), path.string());
}

tl::unexpected<Error> names_nothing(const std::string& what, const std::string& argument) {
  return fail(Error::Kind::usage, what + " \"" + argument + '"');
}

/// The paths that a pattern matches. Fails where a folder on the way cannot be read.
Result<std::vector<std::string>> matches(const std::string& pattern) {
  glob_t found{};
  const int status = ::glob(pattern.c_str(), GLOB_ERR | GLOB_NOSORT, nullptr, &found);
  const std::error_code error(errno, std::generic_category());
  std::vector<std::string> paths;
  if (status == 0) paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  if (status == GLOB_ABORTED) return failed(pattern, error);
  if (status == GLOB_NOSPACE) return fail(Error::Kind::io, "no memory to match it", pattern);
  return paths;
}

/// Collects files. What is the same file by another name (a link, "./a.csv") is taken once, lest
/// its events count twice.
class Inputs {
 public:
  Result<void> take(const std::string& argument);
  std::vector<fs::path> files;

 private:
  Result<void> take_path(const fs::path& path);
  Result<void> take_pattern(const std::string& pattern);
  /// `real` is the folder's path without links.
  Result<void> take_folder(const fs::path& folder, const fs::path& real);
  Result<void> take_entry(const fs::directory_entry& entry, const fs::path& real_folder);
  void take_file(const fs::path& file, const fs::path& real) {
    if (seen_files_.insert(real.native()).second) files.push_back(file);
    ++found_;
  }

  std::unordered_set<std::string> seen_files_;
  std::unordered_set<std::string> seen_folders_;  // below this argument: links may lead in circles
  std::size_t found_ = 0;                         // files, also those seen before
};

Result<void> Inputs::take(const std::string& argument) {
  const auto before = static_cast<std::ptrdiff_t>(files.size());
  seen_folders_.clear();
  Result<void> taken;
  std::error_code error;
  if (argument == "-") {
    take_file(argument, argument);
  } else if (fs::exists(argument, error)) {
    taken = take_path(argument);
  } else if (error) {
    taken = failed(argument, error);
  } else {
    taken = take_pattern(argument);
  }
  std::sort(files.begin() + before, files.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return taken;
}

Result<void> Inputs::take_pattern(const std::string& pattern) {
  if (pattern.find_first_of("*?[") == std::string::npos)
    return names_nothing("there is no file or folder", pattern);
  const auto paths = matches(pattern);
  if (!paths) return tl::unexpected(paths.error());
  if (paths->empty()) return names_nothing("no file or folder matches", pattern);
  for (const std::string& path : *paths)
    if (auto taken = take_path(path); !taken) return taken;
  return {};
}

Result<void> Inputs::take_path(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error) return failed(path, error);
  // A pipe that the shell made for us has no path of its own.
  const bool has_path = fs::is_regular_file(status) || fs::is_directory(status);
  const fs::path real = has_path ? fs::canonical(path, error) : path;
  if (error) return failed(path, error);
  if (!fs::is_directory(status)) {
    take_file(path, real);
    return {};
  }
  const std::size_t before = found_;
  if (auto taken = take_folder(path, real); !taken) return taken;
  if (found_ == before) return names_nothing("there are no files in the folder", path.string());
  return {};
}

Result<void> Inputs::take_folder(const fs::path& folder, const fs::path& real) {
  if (!seen_folders_.insert(real.native()).second) return {};
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error))
    if (auto taken = take_entry(*entry, real); !taken) return taken;
  if (error) return failed(folder, error);
  return {};
}

Result<void> Inputs::take_entry(const fs::directory_entry& entry, const fs::path& real_folder) {
  const fs::path name = entry.path().filename();
  if (name.native().starts_with('.')) return {};
  std::error_code error;
  // To resolve each path would take longer than all else in a folder of a million files.
  fs::path real = real_folder / name;
  if (entry.is_symlink(error)) real = fs::canonical(entry.path(), error);
  if (error) return failed(entry.path(), error);
  if (entry.is_directory(error)) return take_folder(entry.path(), real);
  if (entry.is_regular_file(error)) take_file(entry.path(), real);
  if (error) return failed(entry.path(), error);
  return {};
}

}  // namespace

Result<std::vector<fs::path>> list_inputs(std::span<const std::string> arguments) {
  Inputs inputs;
  for (const std::string& argument : arguments)
    if (auto taken = inputs.take(argument); !taken) return tl::unexpected(taken.error());
  return std::move(inputs.files);
}

}  // namespace detente
