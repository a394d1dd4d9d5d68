// The kernels for processors with AVX2 and fused multiply-add.
#include "layer.h"
#if defined(__x86_64__)
#include <immintrin.h>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC's own headers
#pragma GCC target("avx2,fma")
#endif
#define WIDTH 8
#include "path.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
namespace sentilab {
static bool runs_here() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
const Path AVX2{"avx2", 1, runs_here, pack, forward_floats_of, backward_floats_of, forward, backward, adam, square_sum};
}
#else
namespace sentilab {
const Path AVX2{"avx2", 1, [] { return false; }, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
}
#endif
