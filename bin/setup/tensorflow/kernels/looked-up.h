// Gradients of tables out of which rows were looked up: matrices that are 0 but for a few rows. Their memory remembers which,
// by its address, so that whoever reads one need not read its zeros, and so that only those rows are cleared for the next
// one. To TensorFlow it is a tensor like any other.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sentilab {

/** The rows of a matrix that are not 0, in their order. */
struct LookedUp {
  size_t columns;
  size_t count;  // elements of the whole matrix
  std::vector<int32_t> rows;
};

/** Memory of zeros for a matrix whose rows `looked_up` will be written to, and no others. */
float* take_zeros(std::shared_ptr<const LookedUp> looked_up);

/** Clears the rows and keeps the memory for the next matrix of this size. */
void give_back_zeros(float* data);

/** What is known of the matrix of `count` elements at an address; null for any other tensor. */
std::shared_ptr<const LookedUp> looked_up_rows(const float* data, size_t count);

}  // namespace sentilab
