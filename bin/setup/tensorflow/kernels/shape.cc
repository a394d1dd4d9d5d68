#include "shape.h"

#include <algorithm>
#include <numeric>

namespace sentilab {

Plan::Plan(const Shape& shape, const int32_t* given) : order(shape.batch), lengths(shape.batch) {
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [given](int a, int b) { return given[a] > given[b]; });
  for (int k = 0; k < shape.batch; k++) lengths[k] = given[order[k]];
  for (int first = 0; first < shape.batch; first += BLOCK_ROWS) {
    const int rows = std::min(BLOCK_ROWS, shape.batch - first);
    blocks.push_back({first, rows, lengths[first], kept_rows, CHUNK_ROWS / rows});
    for (int r = 0; r < rows; r++) kept_rows += lengths[first + r];
  }
}

}  // namespace sentilab
