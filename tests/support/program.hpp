// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>

#include "support/files.hpp"

/// Runs the program as a person does: by its name, in a folder, through a shell.
namespace detente::testing {

struct Ran {
  int status = -1;  ///< as the shell has it: 128 and the signal where one ended the program
  std::string out, err;
};

/// A folder to work in, with "detente" in the path and a copy of cases to spoil.
class Workplace {
 public:
  explicit Workplace(const std::filesystem::path& cases) {
    namespace fs = std::filesystem;
    fs::create_directory(path() / "bin");
    fs::create_directory(path() / "work");
    fs::create_symlink(DETENTE_PROGRAM, path() / "bin/detente");
    fs::copy(cases, path() / "cases", fs::copy_options::recursive);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  /// Where the commands run.
  [[nodiscard]] std::filesystem::path work() const { return path() / "work"; }

  /// What a person types. Not for two threads at once.
  [[nodiscard]] Ran run(const std::string& command) const {
    const std::string here = path().string();
    write(path() / "typed", "set -o pipefail\nexport LC_ALL=C.UTF-8 PATH='" + here +
                                "/bin':\"$PATH\" DETENTE_CASES='" + here + "/cases'\ncd '" + here +
                                "/work' || exit 99\n" + command + '\n');
    const std::string shell =
        "bash '" + here + "/typed' </dev/null >'" + here + "/out' 2>'" + here + "/err'";
    const int status = std::system(shell.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(path() / "out"),
            read(path() / "err")};
  }

 private:
  TemporaryFolder folder_;
};

inline std::filesystem::path built_in_cases() {
  return std::filesystem::path(DETENTE_SOURCE_DIR) / "cases";
}
/// The small case "rivals".
inline std::filesystem::path small_cases() {
  return std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/cases";
}

}  // namespace detente::testing
