// Vectors of WIDTH floats. Included in a file that has chosen its processor; uses nothing of the standard library, so
// that no function for another processor gets into the binary twice.

typedef float V __attribute__((vector_size(4 * WIDTH)));
typedef int VI __attribute__((vector_size(4 * WIDTH)));

constexpr int VP = LANES / WIDTH;  // vectors of a panel's row

#define INLINE static inline __attribute__((always_inline))

INLINE V load(const float* p) {
  V v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
INLINE void store(float* p, V v) { __builtin_memcpy(p, &v, sizeof v); }
INLINE VI bits(V v) {
  VI i;
  __builtin_memcpy(&i, &v, sizeof i);
  return i;
}
INLINE V from_bits(VI i) {
  V v;
  __builtin_memcpy(&v, &i, sizeof v);
  return v;
}

#if WIDTH == 16
INLINE V splat(float s) { return (V)_mm512_set1_ps(s); }
INLINE V fma(V a, V b, V c) { return (V)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c); }
INLINE V square_root(V a) { return (V)_mm512_sqrt_ps((__m512)a); }
INLINE V smaller(V a, V b) { return (V)_mm512_min_ps((__m512)a, (__m512)b); }
INLINE V larger(V a, V b) { return (V)_mm512_max_ps((__m512)a, (__m512)b); }
#elif WIDTH == 8
INLINE V splat(float s) { return (V)_mm256_set1_ps(s); }
INLINE V fma(V a, V b, V c) { return (V)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c); }
INLINE V square_root(V a) { return (V)_mm256_sqrt_ps((__m256)a); }
INLINE V smaller(V a, V b) { return (V)_mm256_min_ps((__m256)a, (__m256)b); }
INLINE V larger(V a, V b) { return (V)_mm256_max_ps((__m256)a, (__m256)b); }
#else
INLINE V splat(float s) { return V{s, s, s, s}; }
INLINE V fma(V a, V b, V c) {
#ifdef __FP_FAST_FMAF
  return V{__builtin_fmaf(a[0], b[0], c[0]), __builtin_fmaf(a[1], b[1], c[1]), __builtin_fmaf(a[2], b[2], c[2]),
           __builtin_fmaf(a[3], b[3], c[3])};
#else
  return a * b + c;
#endif
}
INLINE V square_root(V a) {
  return V{__builtin_sqrtf(a[0]), __builtin_sqrtf(a[1]), __builtin_sqrtf(a[2]), __builtin_sqrtf(a[3])};
}
INLINE V smaller(V a, V b) { return a < b ? a : b; }
INLINE V larger(V a, V b) { return a > b ? a : b; }
#endif
