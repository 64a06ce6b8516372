// SPDX-License-Identifier: Apache-2.0
#include "store/library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

namespace detente {

Result<Library> Library::load(const char* file) {
  void* handle = ::dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  if (handle != nullptr) return Library(file, handle);
  const char* reason = ::dlerror();
  return fail(Error::Kind::io, fmt::format("cannot load {}, which comes with the program: {}", file,
                                           reason == nullptr ? "no reason given" : reason));
}

Result<void*> Library::function(const char* name) const {
  void* address = ::dlsym(handle_, name);
  if (address != nullptr) return address;
  return fail(
      Error::Kind::io,
      fmt::format("{} is not the version that comes with the program: it has no {}", file_, name));
}

}  // namespace detente
