// The kernels for any processor.
#include "layer.h"
#define WIDTH 4
#include "path.h"
namespace sentilab {
const Path GENERIC{"generic", 0, [] { return true; }, pack, forward_floats_of, backward_floats_of, forward, backward, adam, square_sum};
}
