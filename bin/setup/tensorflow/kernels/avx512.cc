// The kernels for processors with AVX-512.
#include "layer.h"
#if defined(__x86_64__)
#include <immintrin.h>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx2,fma"))), apply_to = function)
#else
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC's own headers
#pragma GCC target("avx512f,avx2,fma")
#endif
#define WIDTH 16
#include "path.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
namespace sentilab {
static bool runs_here() { return __builtin_cpu_supports("avx512f"); }
const Path AVX512{"avx512", 2, runs_here, pack, forward_floats_of, backward_floats_of, forward, backward, adam, square_sum};
}
#else
namespace sentilab {
const Path AVX512{"avx512", 2, [] { return false; }, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
}
#endif
