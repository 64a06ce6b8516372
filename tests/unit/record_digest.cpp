// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/digest.hpp"

namespace detente {
namespace {

std::string sha256(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hash.hexadecimal();
}

// The examples that NIST gives with FIPS 180, and the empty message.
TEST(Sha256, GivesTheStandardsExamples) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
  const std::string text(200, 'x');
  for (std::size_t at = 0; at <= text.size(); ++at) {
    Sha256 hash;
    hash.add(std::string_view(text).substr(0, at));
    hash.add(std::string_view(text).substr(at));
    EXPECT_EQ(hash.hexadecimal(), sha256(text)) << at;
  }
}

// The examples of RFC 1321, appendix A.5.
TEST(Md5, GivesTheStandardsExamples) {
  const auto md5 = [](std::string_view text) {
    Md5 hash;
    hash.add(text);
    return hash.hexadecimal();
  };
  EXPECT_EQ(md5(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(md5("abc"), "900150983cd24fb0d6963f7d28e17f72");
  std::string digits;
  for (int i = 0; i < 8; ++i) digits += "1234567890";
  EXPECT_EQ(md5(digits), "57edf4a22be3c955ac49da2e2107b67a");
}

}  // namespace
}  // namespace detente
