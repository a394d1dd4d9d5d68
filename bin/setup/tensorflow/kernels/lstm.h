// Long short-term memory. Kept per row and step: the gates i, f, candidate g, o, then the cell and the output.

struct Lstm {
  static constexpr int CELL = 4, OUTPUT = 5, KEPT = 6;
  /** Which blocks of sums the blocks of recurrent weights go to: first of sums, first of weights, how many. */
  static constexpr int RUNS[][3] = {{0, 0, 4}};
  /** The last block of sums has no input part. */
  static constexpr bool INNER = false;

  /** Sums to gates, cell and output, in place. `before` is the step before, null for zeros. */
  INLINE void forward(const Panels& z, int panels, int row, int rows, const Panels* before, const Panels* cells_before) {
    (void)before;
    for (int u = 0; u < panels; u++)
      for (int r = 0; r < rows; r++)
        for (int v = 0; v < LANES; v += WIDTH) {
          const auto at = [&](int block) { return z.at(block * panels + u, row + r) + v; };
          const V i = sigmoid(load(at(0))), f = sigmoid(load(at(1)));
          const V g = tanh(load(at(2))), o = sigmoid(load(at(3)));
          const V c_before = cells_before == nullptr ? splat(0.0f) : load(cells_before->at(u, r) + v);
          const V c = fma(f, c_before, i * g);
          store(at(0), i);
          store(at(1), f);
          store(at(2), g);
          store(at(3), o);
          store(at(CELL), c);
          store(at(OUTPUT), o * tanh(c));
        }
  }

  /**
   * Gradients of the sums `d` out of those of the outputs `dh`, which then get what goes past the sums (nothing), and of the
   * cells `dc`, which become those of the step before.
   */
  INLINE void backward(const Panels& d, const Panels& kept, int panels, int row, int rows, const Panels* before,
                       const Panels* cells_before, const Panels& dh, const Panels& dc) {
    (void)before;
    const V one = splat(1.0f);
    for (int u = 0; u < panels; u++)
      for (int r = 0; r < rows; r++)
        for (int v = 0; v < LANES; v += WIDTH) {
          const auto of = [&](int block) { return load(kept.at(block * panels + u, row + r) + v); };
          const auto to = [&](int block) { return d.at(block * panels + u, row + r) + v; };
          const V i = of(0), f = of(1), g = of(2), o = of(3);
          const V c_before = cells_before == nullptr ? splat(0.0f) : load(cells_before->at(u, r) + v);
          const V squashed = tanh(of(CELL)), h = load(dh.at(u, r) + v);
          const V c = fma(h * o, one - squashed * squashed, load(dc.at(u, r) + v));
          store(to(0), c * g * (i * (one - i)));
          store(to(1), c * c_before * (f * (one - f)));
          store(to(2), c * i * (one - g * g));
          store(to(3), h * squashed * (o * (one - o)));
          store(dc.at(u, r) + v, c * f);
          store(dh.at(u, r) + v, splat(0.0f));
        }
  }
};
