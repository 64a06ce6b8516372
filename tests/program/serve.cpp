// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

/// The server as a person starts and ends it.
namespace detente {
namespace {

using ::testing::HasSubstr;
using testing::Ran;

constexpr auto start = R"(
detente serve rivals --port 0 >line &
pid=$!
for _ in $(seq 400); do grep -q Serving line && break; sleep 0.05; done
port=$(sed -n 's|^Serving rivals at http://127.0.0.1:\([0-9]*\)/ .*|\1|p' line)
ask() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
}
)";

TEST(Serve, AnswersAndEndsOnSigtermWithAStreamOpen) {
  const testing::Workplace place(testing::small_cases());
  const Ran ran = place.run(std::string(start) + R"(
ask '/api/v1/status?as_of=2005-12-31'
sed '1,/^\r$/d' <&3 >over_http
detente status rivals --as-of 2005-12-31 --format json | cmp - over_http && echo same
ask /api/v1/events/stream
read -r -t 20 head <&3; echo "$head"
SECONDS=0
kill -TERM $pid; wait $pid; echo "ended with $?"
[[ $SECONDS -lt 5 ]] && echo "in time"
)");
  EXPECT_EQ(ran.out, "same\nHTTP/1.1 200 OK\r\nended with 0\nin time\n") << ran.err;
}

TEST(Serve, SaysThatAPortIsInUse) {
  const testing::Workplace place(testing::small_cases());
  const Ran ran = place.run(std::string(start) + R"(
detente serve rivals --port "$port"; echo "second: $?"
kill -TERM $pid; wait $pid; echo "first: $?"
)");
  EXPECT_THAT(ran.out, HasSubstr("second: 3"));
  EXPECT_THAT(ran.err, HasSubstr("is in use: choose another with --port"));
}

}  // namespace
}  // namespace detente
