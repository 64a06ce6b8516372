// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace detente {

/// Threads that do what is handed to them, in order.
class Pool {
 public:
  Pool(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
    for (std::size_t i = 0; i < threads; ++i)
      threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }

  /// False where too much waits already.
  bool take(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
    wake_.notify_one();
    return true;
  }
  [[nodiscard]] bool is_busy() const { return busy_ > 0; }
  /// What waits is forgotten; what is being done is done to its end.
  void stop() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    for (std::jthread& thread : threads_) thread.request_stop();
  }

 private:
  void work(const std::stop_token& stop) {
    while (true) {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); }) || stop.stop_requested())
        return;
      const auto work = std::move(waiting_.front());
      waiting_.pop_front();
      ++busy_;
      lock.unlock();
      work();
      --busy_;
    }
  }

  std::size_t most_waiting_;
  std::atomic<int> busy_ = 0;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::jthread> threads_;  // the last member: they end before what they use
};

}  // namespace detente
