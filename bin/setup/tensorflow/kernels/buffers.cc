#include "buffers.h"

#include <cstdlib>
#include <map>
#include <mutex>
#include <new>
#include <unordered_map>

namespace sentilab {
namespace {

constexpr size_t ALIGNMENT = 64;
/** What is kept for later, at most. */
constexpr size_t KEPT_BYTES = size_t{256} << 20;

struct Store {
  std::mutex mutex;
  std::unordered_map<float*, size_t> sizes;  // of all that are taken, in bytes
  std::multimap<size_t, float*> free;
  size_t free_bytes = 0;
};

/** Never destroyed: tensors give their memory back when the process ends, in any order. */
Store& store() {
  static Store* const one = new Store;
  return *one;
}

}  // namespace

float* take_floats(size_t count) {
  size_t bytes = (count * sizeof(float) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (bytes == 0) bytes = ALIGNMENT;
  Store& all = store();
  const std::lock_guard<std::mutex> lock(all.mutex);
  float* data;
  const auto found = all.free.lower_bound(bytes);
  if (found != all.free.end() && found->first <= bytes + bytes / 2) {
    data = found->second;
    bytes = found->first;
    all.free_bytes -= bytes;
    all.free.erase(found);
  } else {
    data = static_cast<float*>(std::aligned_alloc(ALIGNMENT, bytes));
    if (data == nullptr) throw std::bad_alloc();
  }
  all.sizes.emplace(data, bytes);
  return data;
}

void give_back_floats(float* data) {
  if (data == nullptr) return;
  Store& all = store();
  const std::lock_guard<std::mutex> lock(all.mutex);
  const auto taken = all.sizes.find(data);
  all.free.emplace(taken->second, data);
  all.free_bytes += taken->second;
  all.sizes.erase(taken);
  while (all.free_bytes > KEPT_BYTES) {  // the smallest first
    const auto least = all.free.begin();
    all.free_bytes -= least->first;
    std::free(least->second);
    all.free.erase(least);
  }
}

}  // namespace sentilab
