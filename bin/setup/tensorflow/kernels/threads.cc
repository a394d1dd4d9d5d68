#include "threads.h"

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "buffers.h"

namespace sentilab {
namespace {

/** Scratch of one thread: grows, and is used again by the next call. */
float* scratch_of_this_thread(size_t floats) {
  thread_local Buffer scratch;
  if (scratch.floats() < floats) scratch = Buffer(floats);
  return scratch.data();
}

class Pool {
 public:
  explicit Pool(int threads) {
    // The thread that loads the binding takes no signals (block-signals.cc), and neither do those it starts.
    for (int k = 1; k < threads; k++) std::thread([this] { serve(); }).detach();
  }

  void run(int count, size_t floats, const std::function<void(int, float*)>& work) {
    const std::lock_guard<std::mutex> one_at_a_time(caller_);
    Round round{count, floats, &work, {0}, 0};
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      round_ = &round;
      number_++;
    }
    wake_.notify_all();
    take_part(round);
    std::unique_lock<std::mutex> lock(mutex_);
    round_ = nullptr;  // nobody joins any more
    done_.wait(lock, [&round] { return round.helpers == 0; });
  }

 private:
  struct Round {
    int count;
    size_t floats;
    const std::function<void(int, float*)>* work;
    std::atomic<int> next;
    int helpers;
  };

  static void take_part(Round& round) {
    float* scratch = scratch_of_this_thread(round.floats);
    for (int index = round.next++; index < round.count; index = round.next++) (*round.work)(index, scratch);
  }

  void serve() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (unsigned long seen = 0;;) {
      wake_.wait(lock, [this, seen] { return round_ != nullptr && number_ != seen; });
      seen = number_;
      Round& round = *round_;
      round.helpers++;
      lock.unlock();
      take_part(round);
      lock.lock();
      if (--round.helpers == 0) done_.notify_all();
    }
  }

  std::mutex caller_, mutex_;
  std::condition_variable wake_, done_;
  Round* round_ = nullptr;
  unsigned long number_ = 0;
};

int thread_count() {
  const char* wish = std::getenv("TF_NUM_INTRAOP_THREADS");
  const int threads = wish == nullptr ? 0 : std::atoi(wish);
  if (threads > 0) return threads;
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  return cores > 0 ? cores : 1;
}

}  // namespace

void parallel(int count, size_t floats, const std::function<void(int, float*)>& work) {
  // Never destroyed: its threads wait in it when the process ends.
  static Pool* pool = nullptr;
  static const int threads = thread_count();
  if (threads == 1 || count == 1) {
    float* scratch = scratch_of_this_thread(floats);
    for (int index = 0; index < count; index++) work(index, scratch);
    return;
  }
  static std::once_flag once;
  std::call_once(once, [] { pool = new Pool(threads); });
  pool->run(count, floats, work);
}

}  // namespace sentilab
