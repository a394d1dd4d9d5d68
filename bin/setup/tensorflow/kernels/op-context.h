// TensorFlow's C interface for kernels, with owners for what it hands out and errors as exceptions.
#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "tensorflow/c/kernels.h"
#include "tensorflow/c/tf_tensor.h"

namespace sentilab {

/** A status that throws. */
class Status {
 public:
  Status() : status_(TF_NewStatus()) {}
  ~Status() { TF_DeleteStatus(status_); }
  Status(const Status&) = delete;
  Status& operator=(const Status&) = delete;
  TF_Status* get() { return status_; }
  void check() const {
    if (TF_GetCode(status_) != TF_OK) throw std::runtime_error(TF_Message(status_));
  }

 private:
  TF_Status* status_;
};

/** An input, alive as long as this is. */
class Input {
 public:
  Input(TF_OpKernelContext* context, int index) {
    Status status;
    TF_GetInput(context, index, &tensor_, status.get());
    status.check();
  }
  /** Takes what the C interface gave. */
  explicit Input(TF_Tensor* tensor) : tensor_(tensor) {}
  ~Input() { TF_DeleteTensor(tensor_); }
  Input(Input&& other) noexcept : tensor_(other.tensor_) { other.tensor_ = nullptr; }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  size_t count() const { return static_cast<size_t>(TF_TensorElementCount(tensor_)); }
  int64_t size(int axis) const { return TF_Dim(tensor_, axis); }
  template <typename T>
  const T* values() const {
    return static_cast<const T*>(TF_TensorData(tensor_));
  }
  /** @throws when the shape is another one */
  void expect(const char* name, const std::vector<int64_t>& shape) const {
    bool same = TF_NumDims(tensor_) == static_cast<int>(shape.size());
    for (size_t axis = 0; same && axis < shape.size(); axis++)
      same = size(static_cast<int>(axis)) == shape[axis] || shape[axis] < 0;
    if (!same) throw std::invalid_argument(std::string(name) + " has another shape than the other operands want");
  }

 private:
  TF_Tensor* tensor_ = nullptr;
};

/** Makes an output and gives its memory. */
float* new_output(TF_OpKernelContext* context, int index, const std::vector<int64_t>& shape);

/** Runs `work`; what it throws becomes the kernel's failure. */
template <typename Work>
void run_kernel(TF_OpKernelContext* context, Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    Status status;
    TF_SetStatus(status.get(), TF_INVALID_ARGUMENT, error.what());
    TF_OpKernelContext_Failure(context, status.get());
  }
}

}  // namespace sentilab
