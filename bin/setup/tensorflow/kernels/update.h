// Adam and sums of squares. Elements do not meet in Adam, and a sum has 16 lanes whatever the vector's width: the same bits
// however the arrays are cut, and on AVX2 as on AVX-512.

/** The first `count` floats, 0 behind them. */
INLINE V load_some(const float* p, size_t count) {
  V v = splat(0.0f);
  __builtin_memcpy(&v, p, count * sizeof(float));
  return v;
}

struct AdamVectors {
  V kept, scale, first_share, second_share, step_size, epsilon;
};

INLINE void adam_vector(const AdamVectors& f, V& w, V& m, V& v, V gradient) {
  const V g = gradient * f.scale;
  m = fma(f.first_share, g - m, m);
  v = fma(f.second_share, g * g - v, v);
  w = fma(-f.step_size, m / (square_root(v) + f.epsilon), w * f.kept);
}

/** One update in place. The gradient is null where it is 0 throughout. */
static void adam(const AdamFactors& factors, float* w, float* m, float* v, const float* gradient, size_t count) {
  const AdamVectors f{splat(factors.kept),         splat(factors.scale),     splat(factors.first_share),
                      splat(factors.second_share), splat(factors.step_size), splat(factors.epsilon)};
  size_t k = 0;
  for (; k + WIDTH <= count; k += WIDTH) {
    V weights = load(w + k), first = load(m + k), second = load(v + k);
    adam_vector(f, weights, first, second, gradient == nullptr ? splat(0.0f) : load(gradient + k));
    store(w + k, weights);
    store(m + k, first);
    store(v + k, second);
  }
  const size_t few = count - k;
  if (few == 0) return;
  V weights = load_some(w + k, few), first = load_some(m + k, few), second = load_some(v + k, few);
  adam_vector(f, weights, first, second, gradient == nullptr ? splat(0.0f) : load_some(gradient + k, few));
  __builtin_memcpy(w + k, &weights, few * sizeof(float));
  __builtin_memcpy(m + k, &first, few * sizeof(float));
  __builtin_memcpy(v + k, &second, few * sizeof(float));
}

/** Sum of the squares of a few thousand floats at most: the lanes are summed in single precision, their sums in double. */
static double square_sum(const float* values, size_t count) {
  V lanes[VP];
  for (int p = 0; p < VP; p++) lanes[p] = splat(0.0f);
  size_t k = 0;
  for (; k + LANES <= count; k += LANES)
    for (int p = 0; p < VP; p++) {
      const V x = load(values + k + p * WIDTH);
      lanes[p] = fma(x, x, lanes[p]);
    }
  for (int p = 0; k < count; p++, k += WIDTH) {
    const V x = load_some(values + k, count - k < WIDTH ? count - k : WIDTH);
    lanes[p] = fma(x, x, lanes[p]);
  }
  double sum = 0;
  for (int p = 0; p < VP; p++)
    for (int lane = 0; lane < WIDTH; lane++) sum += static_cast<double>(lanes[p][lane]);
  return sum;
}
