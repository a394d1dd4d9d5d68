// Gated recurrent units as PyTorch has them. Kept per row and step: r, z, the candidate n, its inner sum U h + c, and the
// output.

struct Gru {
  static constexpr int CELL = 0, OUTPUT = 4, KEPT = 5;
  static constexpr int RUNS[][3] = {{0, 0, 2}, {3, 2, 1}};
  static constexpr bool INNER = true;

  INLINE void forward(const Panels& z, int panels, int row, int rows, const Panels* before, const Panels* cells_before) {
    (void)cells_before;
    for (int u = 0; u < panels; u++)
      for (int r = 0; r < rows; r++)
        for (int v = 0; v < LANES; v += WIDTH) {
          const auto at = [&](int block) { return z.at(block * panels + u, row + r) + v; };
          const V reset = sigmoid(load(at(0))), update = sigmoid(load(at(1)));
          const V n = tanh(fma(reset, load(at(3)), load(at(2))));
          const V h = before == nullptr ? splat(0.0f) : load(before->at(u, r) + v);
          store(at(0), reset);
          store(at(1), update);
          store(at(2), n);
          store(at(OUTPUT), fma(update, h - n, n));
        }
  }

  INLINE void backward(const Panels& d, const Panels& kept, int panels, int row, int rows, const Panels* before,
                       const Panels* cells_before, const Panels& dh, const Panels& dc) {
    (void)cells_before;
    (void)dc;
    const V one = splat(1.0f);
    for (int u = 0; u < panels; u++)
      for (int r = 0; r < rows; r++)
        for (int v = 0; v < LANES; v += WIDTH) {
          const auto of = [&](int block) { return load(kept.at(block * panels + u, row + r) + v); };
          const auto to = [&](int block) { return d.at(block * panels + u, row + r) + v; };
          const V reset = of(0), update = of(1), n = of(2);
          const V h = before == nullptr ? splat(0.0f) : load(before->at(u, r) + v);
          const V out = load(dh.at(u, r) + v);
          const V candidate = out * (one - update) * (one - n * n);
          store(to(0), candidate * of(3) * (reset * (one - reset)));
          store(to(1), out * (h - n) * (update * (one - update)));
          store(to(2), candidate);
          store(to(3), candidate * reset);
          store(dh.at(u, r) + v, out * update);
        }
  }
};
