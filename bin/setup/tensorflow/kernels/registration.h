// Registering our own operations with TensorFlow.
#pragma once
#include <vector>

#include "tensorflow/c/kernels.h"

namespace sentilab {

struct Operation {
  const char* name;
  std::vector<const char*> inputs, outputs, attributes;  // in the notation of TensorFlow's OpDef
  void* (*create)(TF_OpKernelConstruction*);
  void (*compute)(void*, TF_OpKernelContext*);
  void (*destroy)(void*);
};

void register_operation(const Operation& operation);

void register_recurrent_operations();

void register_optimizer_operations();

}  // namespace sentilab
