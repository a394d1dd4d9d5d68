// The recurrent layers as operations of TensorFlow: SentilabLstm, SentilabGru, and the gradient of each.
#include <string>

#include "layer.h"
#include "op-context.h"
#include "registration.h"

namespace sentilab {
namespace {

/** Attributes; what only one of the two kinds of operation has keeps its default in the other. */
struct Attributes {
  int directions = 1, first_states = 0, input_gradients = 0, backward = 0;
  bool last = false, training = false;
};

int read_int(TF_OpKernelConstruction* construction, const char* name) {
  int64_t value = 0;
  Status status;
  TF_OpKernelConstruction_GetAttrInt64(construction, name, &value, status.get());
  status.check();
  return static_cast<int>(value);
}

bool read_bool(TF_OpKernelConstruction* construction, const char* name) {
  unsigned char value = 0;
  Status status;
  TF_OpKernelConstruction_GetAttrBool(construction, name, &value, status.get());
  status.check();
  return value != 0;
}

template <bool GRADIENT>
void* create(TF_OpKernelConstruction* construction) {
  Attributes attributes;
  attributes.directions = read_int(construction, "N");
  attributes.first_states = read_int(construction, "S");
  attributes.backward = read_int(construction, "backward");
  attributes.last = read_bool(construction, "last");
  if (GRADIENT)
    attributes.input_gradients = read_int(construction, "X");
  else
    attributes.training = read_bool(construction, "training");
  return new Attributes(attributes);
}

void destroy(void* kernel) { delete static_cast<Attributes*>(kernel); }

/** The operands that both kinds of operation have, checked. */
class Operands {
 public:
  Operands(TF_OpKernelContext* context, Cell cell, const Attributes& attributes, bool has_biases) {
    const int n = attributes.directions;
    for (int k = 0; k < TF_NumInputs(context); k++) inputs_.emplace_back(context, k);
    const Input &x = inputs_[0], &lengths = inputs_[1];
    x.expect("x", {-1, -1, -1});
    const int biases = 2 + n, first = biases + (has_biases ? n : 0);
    rest_ = first + attributes.first_states;
    shape_ = {cell, static_cast<int>(x.size(0)), static_cast<int>(x.size(1)), static_cast<int>(x.size(2)), 0, n};
    inputs_[2].expect("kernel", {-1, -1});
    shape_.units = static_cast<int>(inputs_[2].size(1)) / shape_.gates();
    if (n > MOST_DIRECTIONS || shape_.time < 1 || shape_.batch < 1 || shape_.inputs < 1 || shape_.units < 1)
      throw std::invalid_argument("a recurrent layer has one or two directions, and no size of 0");
    lengths.expect("lengths", {shape_.batch});
    for (int row = 0; row < shape_.batch; row++)
      if (const int length = lengths.values<int32_t>()[row]; length < 1 || length > shape_.time)
        throw std::invalid_argument("a length is 1 to the number of steps, not " + std::to_string(length));
    const int states = attributes.first_states / n;
    if (attributes.first_states != 0 && (states != shape_.states() || attributes.first_states % n != 0))
      throw std::invalid_argument("first states are given for all directions or none");
    for (int d = 0; d < n; d++) {
      Direction& one = directions_[d];
      one.backward = (attributes.backward >> d & 1) != 0;
      inputs_[2 + d].expect("kernel", {shape_.inputs + shape_.units, shape_.columns()});
      one.kernel = inputs_[2 + d].values<float>();
      if (has_biases) {
        inputs_[biases + d].expect("bias", {4 * shape_.units});
        one.bias = inputs_[biases + d].values<float>();
      }
      for (int k = 0; k < states; k++) {
        const Input& state = inputs_[first + d * states + k];
        state.expect("first state", {shape_.batch, shape_.units});
        (k == 0 ? one.first_output : one.first_cell) = state.values<float>();
      }
    }
  }

  Shape shape_{};
  Direction directions_[MOST_DIRECTIONS] = {};
  std::vector<Input> inputs_;
  /** Index of the first input that only one of the two kinds has. */
  int rest_ = 0;

  Call call(const Plan& plan, bool last) const {
    Call call{};
    call.shape = shape_;
    call.plan = &plan;
    call.directions = directions_;
    call.x = inputs_[0].values<float>();
    call.last = last;
    return call;
  }
  const int32_t* lengths() const { return inputs_[1].values<int32_t>(); }
  std::vector<int64_t> output_shape(bool last) const {
    const int64_t width = static_cast<int64_t>(shape_.directions) * shape_.units;
    if (last) return {shape_.batch, width};
    return {shape_.time, shape_.batch, width};
  }
};

template <Cell CELL>
void compute(void* kernel, TF_OpKernelContext* context) {
  run_kernel(context, [&] {
    const Attributes& attributes = *static_cast<Attributes*>(kernel);
    const Operands operands(context, CELL, attributes, true);
    const Shape& s = operands.shape_;
    const Plan plan(s, operands.lengths());
    Call call = operands.call(plan, attributes.last);
    call.output = new_output(context, 0, operands.output_shape(attributes.last));
    const int64_t kept = s.directions * plan.kept_rows * s.kept_floats();
    float* const memory = new_output(context, 1, {attributes.training ? kept : 0});
    call.kept = attributes.training ? memory : nullptr;
    run_forward(call);
  });
}

template <Cell CELL>
void compute_gradient(void* kernel, TF_OpKernelContext* context) {
  run_kernel(context, [&] {
    const Attributes& attributes = *static_cast<Attributes*>(kernel);
    Operands operands(context, CELL, attributes, false);
    const Shape& s = operands.shape_;
    const Plan plan(s, operands.lengths());
    const Input &kept = operands.inputs_[operands.rest_], &upstream = operands.inputs_[operands.rest_ + 1];
    kept.expect("kept", {static_cast<int64_t>(s.directions * plan.kept_rows * s.kept_floats())});
    upstream.expect("upstream", operands.output_shape(attributes.last));
    const int n = s.directions, states = attributes.first_states / n;
    for (int d = 0; d < n; d++) {
      Direction& one = operands.directions_[d];
      one.kernel_gradient = new_output(context, d, {s.inputs + s.units, s.columns()});
      one.bias_gradient = new_output(context, n + d, {4 * s.units});
      for (int k = 0; k < states; k++)
        (k == 0 ? one.first_output_gradient : one.first_cell_gradient) =
            new_output(context, 2 * n + d * states + k, {s.batch, s.units});
    }
    float* const dx = attributes.input_gradients == 0
                          ? nullptr
                          : new_output(context, 2 * n + attributes.first_states, {s.time, s.batch, s.inputs});
    Call call = operands.call(plan, attributes.last);
    call.kept = const_cast<float*>(kept.values<float>());
    call.upstream = upstream.values<float>();
    run_backward(call, dx);
  });
}

const std::vector<const char*> OPERANDS = {"x: float", "lengths: int32", "kernels: N * float"};
const std::vector<const char*> ATTRIBUTES = {"N: int >= 1", "S: int >= 0", "backward: int", "last: bool"};

std::vector<const char*> with(std::vector<const char*> list, std::initializer_list<const char*> more) {
  list.insert(list.end(), more);
  return list;
}

template <Cell CELL>
void register_cell(const char* name, const char* gradient_name) {
  register_operation({name, with(OPERANDS, {"biases: N * float", "first: S * float"}),
                      {"output: float", "kept: float"},
                      with(ATTRIBUTES, {"training: bool"}),
                      create<false>, compute<CELL>, destroy});
  register_operation({gradient_name, with(OPERANDS, {"first: S * float", "kept: float", "upstream: float"}),
                      {"kernel_gradients: N * float", "bias_gradients: N * float", "first_gradients: S * float",
                       "input_gradient: X * float"},
                      with(ATTRIBUTES, {"X: int >= 0"}),
                      create<true>, compute_gradient<CELL>, destroy});
}

}  // namespace

void register_recurrent_operations() {
  register_cell<Cell::lstm>("SentilabLstm", "SentilabLstmGrad");
  register_cell<Cell::gru>("SentilabGru", "SentilabGruGrad");
}

}  // namespace sentilab
