// A recurrent layer's call: its arrays, and what a path (a kind of processor) can do with them.
#pragma once
#include "optimizer.h"
#include "shape.h"

namespace sentilab {

constexpr int MOST_DIRECTIONS = 2;

/** Weights and states of one direction. Kernels are [inputs + units, columns], biases [4 × units], states [batch, units]. */
struct Direction {
  bool backward;
  const float* kernel;
  const float* bias;
  const float* first_output;  // null for zeros
  const float* first_cell;
  float* kernel_gradient;
  float* bias_gradient;
  float* first_output_gradient;  // null when not wanted
  float* first_cell_gradient;

  /** Where the row is read at a step. */
  int position(int step, int length) const { return backward ? length - 1 - step : step; }
};

/** What is made out of the weights once per call, for all blocks. */
struct Packed {
  Panels input, recurrent;                        // rows: features, columns: gates
  Panels input_transposed, recurrent_transposed;  // rows: gates, columns: features; of the way back only
  float* bias;                                    // four gates, padded
};

struct Call {
  Shape shape;
  const Plan* plan;
  const Direction* directions;
  const Packed* packed;
  const float* x;  // [time, batch, inputs]
  bool last;       // outputs are those of the last step read [batch, directions × units], else [time, batch, the same]
  float* output;
  float* kept;     // null to predict
  // Of the way back:
  const float* upstream;  // shape of the output
  float* partial;         // gradients of the weights by direction and block
  float* const* dx;       // [time, batch, inputs] by direction; null when not wanted

  int items() const { return shape.directions * static_cast<int>(plan->blocks.size()); }
  size_t width() const { return static_cast<size_t>(shape.directions) * shape.units; }
  float* kept_of(int direction, const Block& block) const {
    return kept + (direction * plan->kept_rows + block.kept_rows) * shape.kept_floats();
  }
  size_t partial_floats() const {
    return static_cast<size_t>(shape.unit_panels()) * LANES *
           (static_cast<size_t>(shape.gates()) * (shape.inputs + shape.units) + 4);
  }
};

/** The kernels for a kind of processor. */
struct Path {
  const char* name;
  int code;
  bool (*runs_here)();
  void (*pack)(const Call&, int direction, bool transposed);
  size_t (*forward_floats)(const Call&);  // scratch of one item
  size_t (*backward_floats)(const Call&);
  void (*forward)(const Call&, int item, float* scratch);
  void (*backward)(const Call&, int item, float* scratch);
  void (*adam)(const AdamFactors&, float* weights, float* first, float* second, const float* gradient, size_t count);
  double (*square_sum)(const float* values, size_t count);
};

extern const Path AVX512, AVX2, GENERIC;

/** Fills the outputs and what is kept. */
void run_forward(Call& call);

/** Fills the gradients of weights and first states, and of the inputs where `dx` is not null. */
void run_backward(Call& call, float* dx);

/** The best one that runs here, or the one that SENTILAB_KERNELS names. */
const Path& path();

}  // namespace sentilab
