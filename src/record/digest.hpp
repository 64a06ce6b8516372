// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace detente {

/// A hash of what is added; its kinds are below.
class Digest {
 public:
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::string_view bytes);
  /// Two lower-case digits a byte. Nothing can be added afterwards.
  std::string hexadecimal();

 protected:
  /// `algorithm` as OpenSSL names it.
  explicit Digest(const char* algorithm);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 (FIPS 180-4), 64 digits.
class Sha256 : public Digest {
 public:
  Sha256() : Digest("SHA256") {}
};

/// The SHA-256 of one text.
std::string sha256_of(std::string_view bytes);

/// MD5 (RFC 1321), 32 digits: tells damage, but nobody's intent. For lists that name files by it.
class Md5 : public Digest {
 public:
  Md5() : Digest("MD5") {}
};

}  // namespace detente
