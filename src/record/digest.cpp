// SPDX-License-Identifier: Apache-2.0
#include "record/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace detente {

struct Digest::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
};

Digest::Digest(const char* algorithm) : state_(std::make_unique<State>()) {
  if (state_->context == nullptr ||
      EVP_DigestInit_ex(state_->context, EVP_get_digestbyname(algorithm), nullptr) != 1) {
    EVP_MD_CTX_free(state_->context);
    throw std::runtime_error(fmt::format("this system's OpenSSL does not give {}", algorithm));
  }
}

Digest::~Digest() { EVP_MD_CTX_free(state_->context); }

void Digest::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

std::string Digest::hexadecimal() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(state_->context, digest.data(), &length);
  std::string text;
  for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", digest.at(i));
  return text;
}

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hexadecimal();
}

}  // namespace detente
