// Large arrays that are used again: fresh memory costs a page fault for every 4 KiB, which is a tenth of a training step.
#pragma once
#include <cstddef>

namespace sentilab {

/** Aligned memory for floats, not cleared. Freed arrays are kept for the next ones of about their size. */
float* take_floats(size_t count);
void give_back_floats(float* data);

/** Such memory with an owner. */
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(size_t floats) : data_(take_floats(floats)), floats_(floats) {}
  Buffer(Buffer&& other) noexcept : data_(other.data_), floats_(other.floats_) { other.data_ = nullptr; }
  Buffer& operator=(Buffer&& other) noexcept {
    float* const data = data_;
    data_ = other.data_;
    floats_ = other.floats_;
    other.data_ = data;
    return *this;
  }
  ~Buffer() { give_back_floats(data_); }
  float* data() const { return data_; }
  size_t floats() const { return data_ == nullptr ? 0 : floats_; }

 private:
  float* data_ = nullptr;
  size_t floats_ = 0;
};

}  // namespace sentilab
