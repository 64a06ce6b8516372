// SPDX-License-Identifier: Apache-2.0
// Preloaded into the program, kills it with SIGKILL at the call number $KILL_AT_CALL, from 1 on, of
// those that change the disk: before it, but in the middle of a write. So a test can go through
// every moment that makes a difference, where a clock would hit few of them. At the end it writes
// how many there were into the file $CALLS_INTO.
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<int> calls = 0;

bool is_the_call() {
  const char* wanted = std::getenv("KILL_AT_CALL");
  return ++calls == (wanted == nullptr ? 0 : std::atoi(wanted));
}

/// The same function in the library that would have had the call.
template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

__attribute__((destructor)) void tell_the_calls() {
  const char* into = std::getenv("CALLS_INTO");
  const int number = calls;
  std::FILE* file = into == nullptr ? nullptr : std::fopen(into, "w");
  if (file == nullptr) return;
  std::fprintf(file, "%d\n", number);
  std::fclose(file);
}

}  // namespace

// The system names its parameters with names that are its own.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" {

ssize_t write(int file, const void* bytes, std::size_t count) {
  const bool dies = file > STDERR_FILENO && is_the_call();
  const ssize_t written = next<decltype(write)>("write")(file, bytes, dies ? count / 2 : count);
  if (dies) std::raise(SIGKILL);
  return written;
}

ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t at) {
  const bool dies = is_the_call();
  const ssize_t written =
      next<decltype(pwrite)>("pwrite")(file, bytes, dies ? count / 2 : count, at);
  if (dies) std::raise(SIGKILL);
  return written;
}

int remove(const char* file) noexcept {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(remove)>("remove")(file);
}

int unlinkat(int folder, const char* file, int flags) noexcept {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(unlinkat)>("unlinkat")(folder, file, flags);
}

int mkostemp(char* pattern, int flags) {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(mkostemp)>("mkostemp")(pattern, flags);
}

int fchmod(int file, mode_t mode) noexcept {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(fchmod)>("fchmod")(file, mode);
}

int fsync(int file) {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(fsync)>("fsync")(file);
}

int rename(const char* from, const char* to) noexcept {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(rename)>("rename")(from, to);
}

int unlink(const char* file) noexcept {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(unlink)>("unlink")(file);
}

int mkdir(const char* folder, mode_t mode) noexcept {
  if (is_the_call()) std::raise(SIGKILL);
  return next<decltype(mkdir)>("mkdir")(folder, mode);
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
