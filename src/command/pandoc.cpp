// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/file_bytes.hpp"
#include "command/brief.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// A folder of our own that goes when it is no longer needed.
class TemporaryFolder {
 public:
  TemporaryFolder() = default;
  ~TemporaryFolder() {
    std::error_code error;
    if (made_) fs::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] bool made() const { return made_; }
  [[nodiscard]] fs::path path() const { return path_; }

 private:
  static std::string pattern() {
    std::error_code error;
    return (fs::temp_directory_path(error) / "detente.XXXXXX").string();
  }

  std::string path_ = pattern();  // whose end mkdtemp writes
  bool made_ = ::mkdtemp(path_.data()) != nullptr;
};

Result<void> run_pandoc(const fs::path& from, const fs::path& to) {
  std::string program = "pandoc", input = from.string(), output = to.string();
  std::string format = "--from=commonmark_x", flag = "--output";
  std::array<char*, 6> arguments{program.data(), format.data(), input.data(),
                                 flag.data(),    output.data(), nullptr};
  pid_t child = 0;
  if (const int failed =
          ::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ);
      failed != 0) {
    return fail(Error::Kind::io, fmt::format("a .docx is made by pandoc, which cannot be run ({}); "
                                             "install it, for instance by apt-get install pandoc",
                                             std::strerror(failed)));
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return fail(Error::Kind::io, fmt::format("pandoc failed with status {}", WEXITSTATUS(status)));
}

}  // namespace

Result<std::string> to_docx(const Brief& brief) {
  const TemporaryFolder folder;
  if (!folder.made()) return fail(Error::Kind::io, std::strerror(errno), folder.path().string());
  const fs::path markdown = folder.path() / "brief.md";
  const fs::path word = folder.path() / "brief.docx";
  if (const auto written = replace_file(markdown, to_markdown(brief)); !written)
    return tl::unexpected(written.error());
  if (const auto ran = run_pandoc(markdown, word); !ran) return tl::unexpected(ran.error());
  constexpr std::size_t largest = std::size_t{1} << 30U;
  return read_bytes(word, largest);
}

}  // namespace detente
