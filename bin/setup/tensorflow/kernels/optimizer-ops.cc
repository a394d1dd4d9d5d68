// What a training step does besides the network, as operations of TensorFlow: SentilabSumRows (the gradient of a look-up),
// SentilabSquareSums and SentilabAdam. All variables in one call; cut by sizes alone, so that the same bits come out of any
// number of threads.
#include <algorithm>
#include <cstring>
#include <string>

#include "layer.h"
#include "looked-up.h"
#include "op-context.h"
#include "registration.h"
#include "tensorflow/c/kernels_experimental.h"
#include "threads.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sentilab {
namespace {

/** Elements that one thread takes at a time. */
constexpr size_t BLOCK = size_t{1} << 14;
/** Shares of the rows that are summed at once. */
constexpr int SHARES = 16;

/** Numbers too small to be normal count as 0 while it lives: the moments of a rare word fade through them, 100 times slower. */
class FlushDenormals {
#if defined(__x86_64__)
 public:
  FlushDenormals() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040); }
  ~FlushDenormals() { _mm_setcsr(before_); }

 private:
  unsigned before_;
#endif
};

/** An attribute as a kernel's memory. */
template <const char* NAME>
void* create_with(TF_OpKernelConstruction* construction) {
  int64_t value = 0;
  Status status;
  TF_OpKernelConstruction_GetAttrInt64(construction, NAME, &value, status.get());
  status.check();
  return new int64_t(value);
}
void destroy(void* kernel) { delete static_cast<int64_t*>(kernel); }
int64_t attribute_of(void* kernel) { return *static_cast<int64_t*>(kernel); }

constexpr char COUNT[] = "N", ROWS[] = "rows";

/** A gradient, and the rows of it that are not 0 where that is known. */
struct Gradient {
  explicit Gradient(const Input& input)
      : values(input.values<float>()), count(input.count()), looked_up(looked_up_rows(values, count)) {}
  const float* values;
  size_t count;
  std::shared_ptr<const LookedUp> looked_up;
};

/** Part of the work: elements, or for a gradient of looked-up rows places in the list of those. */
struct Item {
  size_t variable, from, to;
};

/** Cuts 0 … count of a variable into parts of `size`. */
void cut(std::vector<Item>& items, size_t variable, size_t count, size_t size) {
  for (size_t from = 0; from < count; from += size) items.push_back({variable, from, std::min(count, from + size)});
}

size_t rows_of_block(size_t columns) { return std::max<size_t>(1, BLOCK / columns); }

void compute_sum_rows(void* kernel, TF_OpKernelContext* context) {
  run_kernel(context, [&] {
    const int64_t rows = attribute_of(kernel);
    const Input values(context, 0), ids(context, 1);
    values.expect("values", {-1, -1});
    const int64_t count = values.size(0);
    ids.expect("ids", {count});
    const size_t columns = static_cast<size_t>(values.size(1));
    const int32_t* const id = ids.values<int32_t>();
    std::vector<char> is_read(rows);
    for (int64_t k = 0; k < count; k++) {
      if (id[k] < 0 || id[k] >= rows)
        throw std::invalid_argument("a row is 0 to " + std::to_string(rows - 1) + ", not " + std::to_string(id[k]));
      is_read[id[k]] = 1;
    }
    const auto looked_up = std::make_shared<LookedUp>(LookedUp{columns, rows * columns, {}});
    for (int64_t row = 0; row < rows; row++)
      if (is_read[row]) looked_up->rows.push_back(static_cast<int32_t>(row));
    float* const sums = take_zeros(looked_up);
    const float* const from = values.values<float>();
    parallel(SHARES, 0, [&](int share, float*) {
      for (int64_t k = 0; k < count; k++) {
        if (id[k] % SHARES != share) continue;
        float* const sum = sums + id[k] * columns;
        for (size_t c = 0; c < columns; c++) sum[c] += from[k * columns + c];
      }
    });
    const int64_t shape[] = {rows, static_cast<int64_t>(columns)};
    const auto give_back = [](void* data, size_t, void*) { give_back_zeros(static_cast<float*>(data)); };
    TF_Tensor* const tensor =
        TF_NewTensor(TF_FLOAT, shape, 2, sums, rows * columns * sizeof(float), give_back, nullptr);
    Status status;
    TF_SetOutput(context, 0, tensor, status.get());
    TF_DeleteTensor(tensor);  // the output holds the memory
    status.check();
  });
}

void compute_square_sums(void* kernel, TF_OpKernelContext* context) {
  run_kernel(context, [&] {
    const size_t n = static_cast<size_t>(attribute_of(kernel));
    std::vector<Input> inputs;
    std::vector<Gradient> gradients;
    std::vector<Item> items;
    for (size_t k = 0; k < n; k++) {
      inputs.emplace_back(context, static_cast<int>(k));
      const Gradient& gradient = gradients.emplace_back(inputs.back());
      if (const LookedUp* known = gradient.looked_up.get())
        cut(items, k, known->rows.size(), rows_of_block(known->columns));
      else
        cut(items, k, gradient.count, BLOCK);
    }
    std::vector<double> parts(items.size());
    parallel(static_cast<int>(items.size()), 0, [&](int index, float*) {
      const auto [k, from, to] = items[index];
      const LookedUp* const known = gradients[k].looked_up.get();
      const float* const values = gradients[k].values;
      if (known == nullptr) parts[index] = path().square_sum(values + from, to - from);
      else
        for (size_t at = from; at < to; at++)
          parts[index] += path().square_sum(values + known->rows[at] * known->columns, known->columns);
    });
    std::vector<double> sums(n);
    for (size_t index = 0; index < items.size(); index++) sums[items[index].variable] += parts[index];
    float* const output = new_output(context, 0, {static_cast<int64_t>(n)});
    std::copy(sums.begin(), sums.end(), output);
  });
}

/** The memory of a variable, to be changed in place; copied first where a tensor that was read out of it still lives. */
Input writable(TF_OpKernelContext* context, size_t index) {
  const auto copy = [](TF_OpKernelContext*, TF_Tensor* source, TF_Tensor* target) {
    std::memcpy(TF_TensorData(target), TF_TensorData(source), TF_TensorByteSize(source));
  };
  TF_Tensor* tensor = nullptr;
  Status status;
  TF_GetInputTensorFromVariable(context, static_cast<int>(index), false, false, false, copy, &tensor, status.get());
  status.check();
  return Input(tensor);
}

void compute_adam(void* kernel, TF_OpKernelContext* context) {
  run_kernel(context, [&] {
    const size_t n = static_cast<size_t>(attribute_of(kernel));
    const Input all_factors(context, static_cast<int>(4 * n));
    all_factors.expect("factors", {static_cast<int64_t>(n), sizeof(AdamFactors) / sizeof(float)});
    std::vector<Input> inputs;
    std::vector<Gradient> gradients;
    std::vector<Item> items;
    for (size_t k = 0; k < n; k++) {
      const Gradient& gradient =
          gradients.emplace_back(inputs.emplace_back(context, static_cast<int>(3 * n + k)));
      for (size_t part = 0; part < 3; part++)
        if (inputs.emplace_back(writable(context, part * n + k)).count() != gradient.count)
          throw std::invalid_argument("a variable, its moments and its gradient have one size");
      const LookedUp* const known = gradient.looked_up.get();
      cut(items, k, gradient.count, known == nullptr ? BLOCK : rows_of_block(known->columns) * known->columns);
    }
    const auto memory = [&inputs](size_t k, size_t part) {
      return const_cast<float*>(inputs[4 * k + 1 + part].values<float>());
    };
    parallel(static_cast<int>(items.size()), 0, [&](int index, float*) {
      const FlushDenormals flush;
      const auto [k, from, to] = items[index];
      AdamFactors factors;
      std::memcpy(&factors, all_factors.values<float>() + k * sizeof(AdamFactors) / sizeof(float), sizeof factors);
      float *const w = memory(k, 0), *const m = memory(k, 1), *const v = memory(k, 2);
      const auto update = [&](size_t first, size_t last, const float* gradient) {
        if (first < last) path().adam(factors, w + first, m + first, v + first, gradient, last - first);
      };
      const float* const values = gradients[k].values;
      const LookedUp* const known = gradients[k].looked_up.get();
      if (known == nullptr) return update(from, to, values + from);
      size_t done = from;
      const auto& rows = known->rows;
      for (auto row = std::lower_bound(rows.begin(), rows.end(), static_cast<int32_t>(from / known->columns));
           row != rows.end() && *row * known->columns < to; ++row) {
        const size_t start = *row * known->columns;
        update(done, start, nullptr);
        done = start + known->columns;
        update(start, done, values + start);
      }
      update(done, to, nullptr);
    });
  });
}

}  // namespace

void register_optimizer_operations() {
  register_operation({"SentilabSumRows", {"values: float", "ids: int32"}, {"sums: float"}, {"rows: int >= 1"},
                      create_with<ROWS>, compute_sum_rows, destroy});
  register_operation({"SentilabSquareSums", {"gradients: N * float"}, {"sums: float"}, {"N: int >= 1"},
                      create_with<COUNT>, compute_square_sums, destroy});
  register_operation({"SentilabAdam",
                      {"variables: N * resource", "first_moments: N * resource", "second_moments: N * resource",
                       "gradients: N * float", "factors: float"},
                      {}, {"N: int >= 1"}, create_with<COUNT>, compute_adam, destroy});
}

}  // namespace sentilab
