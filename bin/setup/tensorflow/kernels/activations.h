// Sigmoid and tanh of a vector. The limits come first in `larger` and `smaller`, which give their second argument where
// one is NaN: a NaN goes through.

/** Cephes' expf: within 1 ulp between the limits, which keep the result normal. */
INLINE V exponential(V x) {
  x = larger(splat(-87.0f), smaller(splat(88.0f), x));
  const V magic = splat(12582912.0f);  // 1.5 × 2^23: rounds to a whole number, which then stands in the low bits
  const V shifted = fma(x, splat(1.44269504088896341f), magic);
  const V n = shifted - magic;
  V r = fma(n, splat(-0.693359375f), x);
  r = fma(n, splat(2.12194440e-4f), r);
  V p = fma(splat(1.9875691500e-4f), r, splat(1.3981999507e-3f));
  p = fma(p, r, splat(8.3334519073e-3f));
  p = fma(p, r, splat(4.1665795894e-2f));
  p = fma(p, r, splat(1.6666665459e-1f));
  p = fma(p, r, splat(5.0000001201e-1f));
  p = fma(p, r * r, r + splat(1.0f));
  return from_bits(bits(p) + (bits(shifted) << 23));
}

INLINE V sigmoid(V x) { return splat(1.0f) / (splat(1.0f) + exponential(-x)); }

/** Eigen's rational approximation: within 5 ulp. */
INLINE V tanh(V x) {
  x = larger(splat(-7.90531110763549805f), smaller(splat(7.90531110763549805f), x));
  const V y = x * x;
  V p = fma(splat(-2.76076847742355e-16f), y, splat(2.00018790482477e-13f));
  p = fma(p, y, splat(-8.60467152213735e-11f));
  p = fma(p, y, splat(5.12229709037114e-08f));
  p = fma(p, y, splat(1.48572235717979e-05f));
  p = fma(p, y, splat(6.37261928875436e-04f));
  p = fma(p, y, splat(4.89352455891786e-03f));
  V q = fma(splat(1.19825839466702e-06f), y, splat(1.18534705686654e-04f));
  q = fma(q, y, splat(2.26843463243900e-03f));
  q = fma(q, y, splat(4.89352518554385e-03f));
  return larger(splat(-1.0f), smaller(splat(1.0f), x * p / q));
}
