#include "registration.h"

#include <cstdio>

#include "layer.h"
#include "op-context.h"
#include "tensorflow/c/ops.h"

namespace sentilab {

void register_operation(const Operation& operation) {
  TF_OpDefinitionBuilder* const definition = TF_NewOpDefinitionBuilder(operation.name);
  for (const char* input : operation.inputs) TF_OpDefinitionBuilderAddInput(definition, input);
  for (const char* output : operation.outputs) TF_OpDefinitionBuilderAddOutput(definition, output);
  for (const char* attribute : operation.attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(
      definition, [](TF_ShapeInferenceContext* context, TF_Status* status) {
        TF_ShapeInferenceContextSetUnknownShape(context, status);
      });
  Status status;
  TF_RegisterOpDefinition(definition, status.get());
  status.check();
  TF_KernelBuilder* const kernel =
      TF_NewKernelBuilder(operation.name, "CPU", operation.create, operation.compute, operation.destroy);
  TF_RegisterKernelBuilder(operation.name, kernel, status.get());
  status.check();
}

namespace {

/** SentilabKernels: code of the path that computes here, in the order of their names in lib/runtime. */
void compute_path(void*, TF_OpKernelContext* context) {
  run_kernel(context, [&] {
    Status status;
    TF_Tensor* const output = TF_AllocateOutput(context, 0, TF_INT32, nullptr, 0, sizeof(int32_t), status.get());
    status.check();
    *static_cast<int32_t*>(TF_TensorData(output)) = path().code;
    TF_DeleteTensor(output);
  });
}

/** While the binding is loaded. TensorFlow's own operations stay usable when it fails. */
__attribute__((constructor)) void register_all() {
  try {
    register_operation({"SentilabKernels", {}, {"path: int32"}, {}, nullptr, compute_path, nullptr});
    register_recurrent_operations();
    register_optimizer_operations();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sentilab's kernels could not be registered: %s\n", error.what());
  }
}

}  // namespace
}  // namespace sentilab
