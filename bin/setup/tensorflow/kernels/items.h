// One block of rows in one direction, through all steps and back.

/** A row of `count` floats into row `row` of panels, 0 beyond it. */
static inline void copy_in(const Panels& to, int row, const float* from, int count) {
  for (int p = 0; p * LANES < count; p++) {
    float* panel = to.at(p, row);
    const int few = count - p * LANES < LANES ? count - p * LANES : LANES;
    if (few == LANES) {
      __builtin_memcpy(panel, from + p * LANES, LANES * sizeof(float));
    } else {
      for (int k = 0; k < LANES; k++) panel[k] = k < few ? from[p * LANES + k] : 0.0f;
    }
  }
}

/** Row `row` of panels as a row of `count` floats. */
static inline void copy_out(float* to, const Panels& from, int row, int count) {
  for (int p = 0; p * LANES < count; p++) {
    const float* panel = from.at(p, row);
    const int few = count - p * LANES < LANES ? count - p * LANES : LANES;
    if (few == LANES)
      __builtin_memcpy(to + p * LANES, panel, LANES * sizeof(float));
    else
      for (int k = 0; k < few; k++) to[p * LANES + k] = panel[k];
  }
}

/** Adds a row of `count` floats to row `row` of panels. */
static inline void add_in(const Panels& to, int row, const float* from, int count) {
  for (int p = 0; p * LANES < count; p++) {
    float* panel = to.at(p, row);
    const int few = count - p * LANES < LANES ? count - p * LANES : LANES;
    if (few == LANES)
      for (int v = 0; v < LANES; v += WIDTH) store(panel + v, load(panel + v) + load(from + p * LANES + v));
    else
      for (int k = 0; k < few; k++) panel[k] += from[p * LANES + k];
  }
}

static inline void clear(float* from, size_t count) { __builtin_memset(from, 0, count * sizeof(float)); }

/** Takes panels of `rows` rows out of the scratch. */
static inline Panels take(float*& scratch, int panels, int rows) {
  const Panels taken{scratch, static_cast<size_t>(rows) * LANES};
  scratch += panels * taken.stride;
  return taken;
}

// One row more than needed: panels that lie a power of two apart would share few sets of the first cache.
constexpr int SPARE_ROWS = CHUNK_ROWS + 1;

template <typename C>
static size_t forward_floats(const Call& call) {
  const Shape& s = call.shape;
  const size_t units = s.unit_panels();
  const size_t own = call.kept == nullptr ? 2 * C::KEPT * units * SPARE_ROWS : 0;
  return (s.input_panels() * SPARE_ROWS + own + 2 * units * BLOCK_ROWS) * LANES;
}

/** The state before the first step of a block's rows; null for zeros. */
static inline bool first_state(const Panels& to, const float* from, const int* order, int rows, int units) {
  if (from == nullptr) return false;
  for (int r = 0; r < rows; r++) copy_in(to, r, from + static_cast<size_t>(order[r]) * units, units);
  return true;
}

template <typename C>
static void forward_item(const Call& call, int item, float* scratch) {
  const Shape& s = call.shape;
  const int blocks = static_cast<int>(call.plan->blocks.size());
  const int d = item / blocks;
  const Direction& direction = call.directions[d];
  const Packed& packed = call.packed[d];
  const Block& block = call.plan->blocks[item % blocks];
  const int* order = call.plan->order.data() + block.first;
  const int* lengths = call.plan->lengths.data() + block.first;
  const int units = s.unit_panels();
  const size_t width = call.width();
  float* output = call.output + static_cast<size_t>(d) * s.units;

  const Panels x = take(scratch, s.input_panels(), SPARE_ROWS);
  const Panels first_output = take(scratch, units, BLOCK_ROWS), first_cell = take(scratch, units, BLOCK_ROWS);
  float* next = call.kept == nullptr ? scratch : call.kept_of(d, block);

  // The step before: its outputs and cells.
  Panels outputs = first_output, cells = first_cell;
  bool has_before = first_state(first_output, direction.first_output, order, block.rows, s.units);
  first_state(first_cell, direction.first_cell, order, block.rows, s.units);

  int active = block.rows;
  for (int from = 0, chunk = 0; from < block.steps; from += block.chunk_steps, chunk++) {
    const int to = from + block.chunk_steps < block.steps ? from + block.chunk_steps : block.steps;
    const int rows = call.plan->rows_between(block, from, to);
    if (call.kept == nullptr) next = scratch + (chunk % 2) * static_cast<size_t>(C::KEPT) * units * SPARE_ROWS * LANES;
    const Panels z = take(next, C::KEPT * units, rows);

    for (int t = from, row = 0, n = active; t < to; t++) {
      while (lengths[n - 1] <= t) n--;
      for (int r = 0; r < n; r++) {
        const size_t place = static_cast<size_t>(direction.position(t, lengths[r])) * s.batch + order[r];
        copy_in(x, row++, call.x + place * s.inputs, s.inputs);
      }
    }
    product(z, x, packed.input, rows, s.gates() * units, s.inputs, Begin::bias, packed.bias);

    for (int t = from, row = 0; t < to; t++) {
      while (lengths[active - 1] <= t) active--;
      for (const auto& run : C::RUNS) {
        const bool is_inner = C::INNER && run[0] == 3;
        if (!has_before && !is_inner) continue;
        product({z.at(run[0] * units, row), z.stride}, outputs, {packed.recurrent.at(run[1] * units, 0), packed.recurrent.stride},
                active, run[2] * units, has_before ? s.units : 0, is_inner ? Begin::bias : Begin::there,
                packed.bias + run[0] * units * LANES);
      }
      C::forward(z, units, row, active, has_before ? &outputs : nullptr, has_before ? &cells : nullptr);
      outputs = {z.at(C::OUTPUT * units, row), z.stride};
      cells = {z.at(C::CELL * units, row), z.stride};
      has_before = true;
      for (int r = 0; r < active; r++) {
        if (!call.last) {
          const size_t place = static_cast<size_t>(direction.position(t, lengths[r])) * s.batch + order[r];
          copy_out(output + place * width, outputs, r, s.units);
        } else if (t == lengths[r] - 1) {
          copy_out(output + order[r] * width, outputs, r, s.units);
        }
      }
      row += active;
    }
  }
  if (!call.last)
    for (int r = 0; r < block.rows; r++)
      for (int t = lengths[r]; t < s.time; t++)
        clear(output + (static_cast<size_t>(t) * s.batch + order[r]) * width, s.units);
}

template <typename C>
static size_t backward_floats(const Call& call) {
  const Shape& s = call.shape;
  const size_t units = s.unit_panels();
  return ((4 * units + 2 * s.input_panels() + units) * SPARE_ROWS + 4 * units * BLOCK_ROWS) * LANES;
}

template <typename C>
static void backward_item(const Call& call, int item, float* scratch) {
  const Shape& s = call.shape;
  const int blocks = static_cast<int>(call.plan->blocks.size());
  const int d = item / blocks;
  const Direction& direction = call.directions[d];
  const Packed& packed = call.packed[d];
  const Block& block = call.plan->blocks[item % blocks];
  const int* order = call.plan->order.data() + block.first;
  const int* lengths = call.plan->lengths.data() + block.first;
  const int units = s.unit_panels(), columns = s.gates() * units;
  const size_t width = call.width();
  const float* upstream = call.upstream + static_cast<size_t>(d) * s.units;
  float* dx = call.dx == nullptr ? nullptr : call.dx[d];
  const bool wants_first = direction.first_output_gradient != nullptr;

  float* partial = call.partial + item * call.partial_floats();
  clear(partial, call.partial_floats());
  const Panels input_gradient = take(partial, columns, s.inputs), recurrent_gradient = take(partial, columns, s.units);
  float* bias_gradient = partial;

  const Panels sums = take(scratch, 4 * units, SPARE_ROWS);
  const Panels x = take(scratch, s.input_panels(), SPARE_ROWS), back = take(scratch, s.input_panels(), SPARE_ROWS);
  const Panels h = take(scratch, units, SPARE_ROWS);
  const Panels first_output = take(scratch, units, BLOCK_ROWS), first_cell = take(scratch, units, BLOCK_ROWS);
  const Panels dh = take(scratch, units, BLOCK_ROWS), dc = take(scratch, units, BLOCK_ROWS);
  clear(dh.data, 2 * units * dh.stride);
  const bool has_first = first_state(first_output, direction.first_output, order, block.rows, s.units);
  first_state(first_cell, direction.first_cell, order, block.rows, s.units);

  const float* end = call.kept_of(d, block) + call.plan->rows_between(block, 0, block.steps) * s.kept_floats();
  int active = 0;
  const auto place_of = [&](int t, int r) {
    return static_cast<size_t>(direction.position(t, lengths[r])) * s.batch + order[r];
  };
  for (int from = (block.steps - 1) / block.chunk_steps * block.chunk_steps; from >= 0; from -= block.chunk_steps) {
    const int to = from + block.chunk_steps < block.steps ? from + block.chunk_steps : block.steps;
    const int rows = call.plan->rows_between(block, from, to);
    end -= rows * s.kept_floats();
    const Panels kept{const_cast<float*>(end), static_cast<size_t>(rows) * LANES};
    for (int t = to - 1, row = rows; t >= from; t--) {
      while (active < block.rows && lengths[active] > t) active++;
      row -= active;
      for (int r = 0; r < active; r++) {
        if (!call.last)
          add_in(dh, r, upstream + place_of(t, r) * width, s.units);
        else if (t == lengths[r] - 1)
          add_in(dh, r, upstream + order[r] * width, s.units);
      }
      // Outputs and cells of the step before.
      Panels outputs = first_output, cells = first_cell;
      if (t > 0) {
        int rows_before = active;
        while (rows_before < block.rows && lengths[rows_before] > t - 1) rows_before++;
        Panels chunk = kept;
        int row_before = row - rows_before;
        if (t == from) {
          const int many = call.plan->rows_between(block, from - block.chunk_steps, from);
          chunk = {const_cast<float*>(end - many * s.kept_floats()), static_cast<size_t>(many) * LANES};
          row_before = many - rows_before;
        }
        outputs = {chunk.at(C::OUTPUT * units, row_before), chunk.stride};
        cells = {chunk.at(C::CELL * units, row_before), chunk.stride};
      }
      const bool has_before = t > 0 || has_first;
      for (int p = 0; p < units; p++)
        if (has_before)
          __builtin_memcpy(h.at(p, row), outputs.at(p, 0), active * LANES * sizeof(float));
        else
          clear(h.at(p, row), active * LANES);
      C::backward(sums, kept, units, row, active, has_before ? &outputs : nullptr, has_before ? &cells : nullptr, dh, dc);
      if (t == 0 && !wants_first) continue;
      for (const auto& run : C::RUNS)
        product(dh, {sums.at(run[0] * units, row), sums.stride},
                {packed.recurrent_transposed.at(0, run[1] * units * LANES), packed.recurrent_transposed.stride}, active,
                units, run[2] * units * LANES, Begin::there);
    }
    if (dx != nullptr) product(back, sums, packed.input_transposed, rows, s.input_panels(), columns * LANES, Begin::zero);
    for (int t = from, row = 0, n = block.rows; t < to; t++) {
      while (lengths[n - 1] <= t) n--;
      for (int r = 0; r < n; r++, row++) {
        const size_t place = place_of(t, r) * s.inputs;
        copy_in(x, row, call.x + place, s.inputs);
        if (dx != nullptr) copy_out(dx + place, back, row, s.inputs);
      }
    }
    add_transposed_product(input_gradient, x, sums, s.inputs, columns, rows);
    for (const auto& run : C::RUNS)
      add_transposed_product({recurrent_gradient.at(run[1] * units, 0), recurrent_gradient.stride}, h,
                             {sums.at(run[0] * units, 0), sums.stride}, s.units, run[2] * units, rows);
    for (int p = 0; p < 4 * units; p++)
      for (int v = 0; v < LANES; v += WIDTH) {
        V sum = load(bias_gradient + p * LANES + v);
        for (int row = 0; row < rows; row++) sum += load(sums.at(p, row) + v);
        store(bias_gradient + p * LANES + v, sum);
      }
  }
  for (int r = 0; r < block.rows; r++) {
    if (dx != nullptr)
      for (int t = lengths[r]; t < s.time; t++)
        clear(dx + (static_cast<size_t>(t) * s.batch + order[r]) * s.inputs, s.inputs);
    const size_t at = static_cast<size_t>(order[r]) * s.units;
    if (wants_first) copy_out(direction.first_output_gradient + at, dh, r, s.units);
    if (direction.first_cell_gradient != nullptr) copy_out(direction.first_cell_gradient + at, dc, r, s.units);
  }
}

/** Rows [from, from + rows) of a kernel in panels, each gate's columns padded to whole panels. */
static void pack_rows(const Panels& to, const float* kernel, int rows, int gates, int units) {
  const int panels = (units + LANES - 1) / LANES;
  for (int g = 0; g < gates; g++)
    for (int r = 0; r < rows; r++)
      copy_in({to.at(g * panels, 0), to.stride}, r, kernel + (static_cast<size_t>(r) * gates + g) * units, units);
}

/** The same with rows and columns swapped. */
static void pack_columns(const Panels& to, const float* kernel, int rows, int gates, int units) {
  const int panels = (units + LANES - 1) / LANES;
  for (int p = 0; p * LANES < rows; p++)
    for (int g = 0; g < gates; g++)
      for (int u = 0; u < panels * LANES; u++) {
        float* lanes = to.at(p, g * panels * LANES + u);
        for (int k = 0; k < LANES; k++) {
          const int row = p * LANES + k;
          lanes[k] = row < rows && u < units ? kernel[(static_cast<size_t>(row) * gates + g) * units + u] : 0.0f;
        }
      }
}

static void pack(const Call& call, int d, bool transposed) {
  const Shape& s = call.shape;
  const Packed& packed = call.packed[d];
  const float* kernel = call.directions[d].kernel;
  const float* recurrent = kernel + static_cast<size_t>(s.inputs) * s.columns();
  if (transposed) {
    if (call.dx != nullptr) pack_columns(packed.input_transposed, kernel, s.inputs, s.gates(), s.units);
    pack_columns(packed.recurrent_transposed, recurrent, s.units, s.gates(), s.units);
    return;
  }
  pack_rows(packed.input, kernel, s.inputs, s.gates(), s.units);
  pack_rows(packed.recurrent, recurrent, s.units, s.gates(), s.units);
  const int panels = s.unit_panels();
  for (int g = 0; g < 4; g++)
    copy_in({packed.bias + g * panels * LANES, LANES}, 0, call.directions[d].bias + g * s.units, s.units);
}

static size_t forward_floats_of(const Call& call) {
  return call.shape.cell == Cell::lstm ? forward_floats<Lstm>(call) : forward_floats<Gru>(call);
}
static size_t backward_floats_of(const Call& call) {
  return call.shape.cell == Cell::lstm ? backward_floats<Lstm>(call) : backward_floats<Gru>(call);
}
static void forward(const Call& call, int item, float* scratch) {
  return call.shape.cell == Cell::lstm ? forward_item<Lstm>(call, item, scratch) : forward_item<Gru>(call, item, scratch);
}
static void backward(const Call& call, int item, float* scratch) {
  return call.shape.cell == Cell::lstm ? backward_item<Lstm>(call, item, scratch)
                                       : backward_item<Gru>(call, item, scratch);
}
