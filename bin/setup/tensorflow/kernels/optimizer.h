// What is done with the gradients of a step once they are there: their norm, and Adam.
#pragma once
#include <cstddef>

namespace sentilab {

/** What Adam multiplies with at one update of one variable. */
struct AdamFactors {
  float kept;          // of the weights: decoupled weight decay
  float scale;         // of the gradient: clipping
  float first_share;   // of the gradient in its mean: 1 - beta1
  float second_share;  // of its square in the mean square: 1 - beta2
  float step_size;     // learning rate with both bias corrections in it
  float epsilon;       // scaled likewise
};

}  // namespace sentilab
