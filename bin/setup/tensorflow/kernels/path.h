// Everything that is compiled once per kind of processor.
namespace sentilab {
#include "simd.h"
#include "activations.h"
#include "product.h"
#include "lstm.h"
#include "gru.h"
#include "items.h"
#include "update.h"
}  // namespace sentilab
