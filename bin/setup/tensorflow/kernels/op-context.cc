#include "op-context.h"

#include "buffers.h"

namespace sentilab {

/** From this size on, memory comes from our own store. */
constexpr size_t LARGE_BYTES = size_t{1} << 20;

float* new_output(TF_OpKernelContext* context, int index, const std::vector<int64_t>& shape) {
  const int rank = static_cast<int>(shape.size());
  size_t count = 1;
  for (const int64_t length : shape) count *= static_cast<size_t>(length);
  const size_t bytes = count * sizeof(float);
  Status status;
  TF_Tensor* tensor;
  if (bytes < LARGE_BYTES) {
    tensor = TF_AllocateOutput(context, index, TF_FLOAT, shape.data(), rank, bytes, status.get());
    status.check();
  } else {
    const auto give_back = [](void* data, size_t, void*) { give_back_floats(static_cast<float*>(data)); };
    tensor = TF_NewTensor(TF_FLOAT, shape.data(), rank, take_floats(count), bytes, give_back, nullptr);
    TF_SetOutput(context, index, tensor, status.get());
  }
  float* const data = static_cast<float*>(TF_TensorData(tensor));
  TF_DeleteTensor(tensor);  // the output holds the memory
  status.check();
  return data;
}

}  // namespace sentilab
