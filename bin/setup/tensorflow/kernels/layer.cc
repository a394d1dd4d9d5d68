#include "layer.h"

#include <cstdlib>
#include <cstring>

#include "buffers.h"
#include "threads.h"

namespace sentilab {
namespace {

/** Weights of all directions in panels. */
class Weights {
 public:
  Weights(const Shape& s, bool transposed, bool wants_dx) {
    const size_t units = s.unit_panels(), columns = s.gates() * units, inputs = s.input_panels();
    const size_t each = transposed ? columns * LANES * ((wants_dx ? inputs : 0) + units) * LANES
                                   : (columns * (s.inputs + s.units) + 4 * units) * LANES;
    memory_ = Buffer(each * s.directions);
    float* next = memory_.data();
    const auto take = [&next](size_t panels, size_t rows) {
      const Panels taken{next, rows * LANES};
      next += panels * taken.stride;
      return taken;
    };
    for (int d = 0; d < s.directions; d++) {
      Packed& one = packed_[d];
      if (transposed) {
        if (wants_dx) one.input_transposed = take(inputs, columns * LANES);
        one.recurrent_transposed = take(units, columns * LANES);
      } else {
        one.input = take(columns, s.inputs);
        one.recurrent = take(columns, s.units);
        one.bias = take(4 * units, 1).data;
      }
    }
  }
  const Packed* packed() const { return packed_; }

 private:
  Buffer memory_;
  Packed packed_[MOST_DIRECTIONS] = {};
};

/** Sums the partial gradients of a direction's weights over the blocks, in their order; a share of the rows of the kernel. */
void reduce(const Call& call, int d, int share, int shares) {
  const Shape& s = call.shape;
  const int units = s.unit_panels(), columns = s.gates() * units, features = s.inputs + s.units;
  const size_t blocks = call.plan->blocks.size();
  const Direction& direction = call.directions[d];
  const size_t size = call.partial_floats();
  const float* first = call.partial + d * blocks * size;
  const auto sum = [&](float* to, size_t from, int count) {
    for (int k = 0; k < count; k++) to[k] = first[from + k];
    for (size_t b = 1; b < blocks; b++)
      for (int k = 0; k < count; k++) to[k] += first[b * size + from + k];
  };
  for (int row = features * share / shares; row < features * (share + 1) / shares; row++) {
    const bool is_input = row < s.inputs;
    const size_t rows = is_input ? s.inputs : s.units;
    const size_t base = is_input ? 0 : static_cast<size_t>(columns) * s.inputs * LANES;
    const int local = is_input ? row : row - s.inputs;
    for (int g = 0; g < s.gates(); g++)
      for (int p = 0; p < units; p++) {
        const int few = s.units - p * LANES < LANES ? s.units - p * LANES : LANES;
        sum(direction.kernel_gradient + static_cast<size_t>(row) * s.columns() + g * s.units + p * LANES,
            base + ((g * units + p) * rows + local) * LANES, few);
      }
  }
  if (share > 0) return;
  const size_t base = static_cast<size_t>(columns) * features * LANES;
  for (int g = 0; g < 4; g++)
    for (int p = 0; p < units; p++) {
      const int few = s.units - p * LANES < LANES ? s.units - p * LANES : LANES;
      sum(direction.bias_gradient + g * s.units + p * LANES, base + (g * units + p) * LANES, few);
    }
}

}  // namespace

const Path& path() {
  static const Path* const chosen = [] {
    const Path* const all[] = {&AVX512, &AVX2, &GENERIC};
    const char* wish = std::getenv("SENTILAB_KERNELS");
    for (const Path* one : all)
      if (wish != nullptr && std::strcmp(wish, one->name) == 0 && one->runs_here()) return one;
    for (const Path* one : all)
      if (one->runs_here()) return one;
    return &GENERIC;
  }();
  return *chosen;
}

void run_forward(Call& call) {
  const Path& kernels = path();
  const Weights weights(call.shape, false, false);
  call.packed = weights.packed();
  parallel(call.shape.directions, 0, [&](int d, float*) { kernels.pack(call, d, false); });
  parallel(call.items(), kernels.forward_floats(call),
           [&](int item, float* scratch) { kernels.forward(call, item, scratch); });
}

void run_backward(Call& call, float* dx) {
  const Path& kernels = path();
  const Shape& s = call.shape;
  const Weights weights(s, true, dx != nullptr);
  const size_t sequence = static_cast<size_t>(s.time) * s.batch * s.inputs;
  const Buffer others(dx == nullptr ? 0 : sequence * (s.directions - 1));
  float* by_direction[MOST_DIRECTIONS];
  for (int d = 0; d < s.directions; d++) by_direction[d] = d == 0 ? dx : others.data() + (d - 1) * sequence;
  const Buffer partial(call.partial_floats() * call.items());
  call.packed = weights.packed();
  call.partial = partial.data();
  call.dx = dx == nullptr ? nullptr : by_direction;
  parallel(s.directions, 0, [&](int d, float*) { kernels.pack(call, d, true); });
  parallel(call.items(), kernels.backward_floats(call),
           [&](int item, float* scratch) { kernels.backward(call, item, scratch); });
  constexpr int SHARES = 8;
  parallel(s.directions * SHARES, 0, [&](int k, float*) {
    reduce(call, k / SHARES, k % SHARES, SHARES);
    if (dx == nullptr) return;
    const int parts = s.directions * SHARES;
    for (int d = 1; d < s.directions; d++)
      for (size_t at = sequence * k / parts; at < sequence * (k + 1) / parts; at++) dx[at] += by_direction[d][at];
  });
}

}  // namespace sentilab
