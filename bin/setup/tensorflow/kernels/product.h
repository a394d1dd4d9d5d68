// Matrix products over panels. Every element is summed in the order of k in one accumulator, whatever the tile and the
// width of the vectors: processors with fused multiply-add give the same bits.

/** What a product begins with: 0, the bias of its columns, or what is there. */
enum class Begin { zero, bias, there };

#if WIDTH == 16
constexpr int TILE_ROWS = 8, TILE_PANELS = 2;
#elif WIDTH == 8
constexpr int TILE_ROWS = 6, TILE_PANELS = 1;
#else
constexpr int TILE_ROWS = 2, TILE_PANELS = 1;
#endif

/**
 * C (R rows, N panels) = begin + A B. A's element of row i and k: in panels of k as they are, or with rows and k swapped
 * (`TRANSPOSED`), when the rows of the tile lie in one panel of A.
 */
template <int R, int N, bool TRANSPOSED>
static inline void tile(int depth, const float* a, size_t a_stride, const float* b, size_t b_stride, float* c,
                        size_t c_stride, Begin begin, const float* bias) {
  V sums[R][N * VP];
#pragma GCC unroll 16
  for (int i = 0; i < R; i++)
#pragma GCC unroll 16
    for (int j = 0; j < N * VP; j++) {
      const size_t column = (j % VP) * WIDTH;
      sums[i][j] = begin == Begin::zero   ? splat(0.0f)
                   : begin == Begin::bias ? load(bias + (j / VP) * LANES + column)
                                          : load(c + (j / VP) * c_stride + i * LANES + column);
    }
  const auto add = [&](const float* ak, int k) __attribute__((always_inline)) {
    V row[N * VP];
#pragma GCC unroll 16
    for (int j = 0; j < N * VP; j++)
      row[j] = load(b + (j / VP) * b_stride + static_cast<size_t>(k) * LANES + (j % VP) * WIDTH);
#pragma GCC unroll 16
    for (int i = 0; i < R; i++) {
      const V factor = splat(TRANSPOSED ? ak[i] : ak[i * LANES]);
#pragma GCC unroll 16
      for (int j = 0; j < N * VP; j++) sums[i][j] = fma(factor, row[j], sums[i][j]);
    }
  };
  if (TRANSPOSED) {
#pragma GCC unroll 4
    for (int k = 0; k < depth; k++) add(a + static_cast<size_t>(k) * LANES, k);
  } else {
    int k = 0;
    for (; k + LANES <= depth; k += LANES, a += a_stride)
#pragma GCC unroll 4
      for (int lane = 0; lane < LANES; lane++) add(a + lane, k + lane);
    for (int lane = 0; k + lane < depth; lane++) add(a + lane, k + lane);
  }
#pragma GCC unroll 16
  for (int i = 0; i < R; i++)
#pragma GCC unroll 16
    for (int j = 0; j < N * VP; j++)
      store(c + (j / VP) * c_stride + i * LANES + (j % VP) * WIDTH, sums[i][j]);
}

template <int N, bool TRANSPOSED>
static void tile_of(int rows, int depth, const float* a, size_t a_stride, const float* b, size_t b_stride, float* c,
                    size_t c_stride, Begin begin, const float* bias) {
#define ROWS(R) \
  case R:       \
    return tile<(R <= TILE_ROWS ? R : 1), N, TRANSPOSED>(depth, a, a_stride, b, b_stride, c, c_stride, begin, bias);
  switch (rows) { ROWS(1) ROWS(2) ROWS(3) ROWS(4) ROWS(5) ROWS(6) ROWS(7) ROWS(8) }
#undef ROWS
}

/** C [rows, panels] = begin + A [rows, depth] B [depth, panels]. */
static void product(const Panels& c, const Panels& a, const Panels& b, int rows, int panels, int depth, Begin begin,
                    const float* bias = nullptr) {
  for (int p = 0; p < panels;) {
    const int wide = panels - p >= TILE_PANELS ? TILE_PANELS : 1;
    for (int r = 0; r < rows; r += TILE_ROWS) {
      const int few = rows - r < TILE_ROWS ? rows - r : TILE_ROWS;
      const float* start = bias == nullptr ? nullptr : bias + p * LANES;
      if (wide == 1)
        tile_of<1, false>(few, depth, a.at(0, r), a.stride, b.at(p, 0), b.stride, c.at(p, r), c.stride, begin, start);
      else
        tile_of<TILE_PANELS, false>(few, depth, a.at(0, r), a.stride, b.at(p, 0), b.stride, c.at(p, r), c.stride, begin,
                                    start);
    }
    p += wide;
  }
}

/** C [rows, panels] += Aᵀ B, where A is [depth, rows] and B [depth, panels]. */
static void add_transposed_product(const Panels& c, const Panels& a, const Panels& b, int rows, int panels, int depth) {
  for (int p = 0; p < panels;) {
    const int wide = panels - p >= TILE_PANELS ? TILE_PANELS : 1;
    for (int r = 0; r < rows;) {
      const int in_panel = LANES - r % LANES;  // a tile does not cross panels
      int few = rows - r < TILE_ROWS ? rows - r : TILE_ROWS;
      if (few > in_panel) few = in_panel;
      const float* from = a.at(r / LANES, 0) + r % LANES;
      if (wide == 1)
        tile_of<1, true>(few, depth, from, 0, b.at(p, 0), b.stride, c.at(p, r), c.stride, Begin::there, nullptr);
      else
        tile_of<TILE_PANELS, true>(few, depth, from, 0, b.at(p, 0), b.stride, c.at(p, r), c.stride, Begin::there,
                                   nullptr);
      r += few;
    }
    p += wide;
  }
}
