// Sizes of a recurrent layer, and how its work is cut: by shapes and lengths alone, never by the number of threads, so
// that the same numbers come out of any number of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sentilab {

constexpr int LANES = 16;        // columns of a panel
constexpr int BLOCK_ROWS = 16;   // rows of the batch that run through all steps together
constexpr int CHUNK_ROWS = 128;  // rows × steps whose input products are made at once

enum class Cell { lstm, gru };

struct Shape {
  Cell cell;
  int time, batch, inputs, units, directions;

  int unit_panels() const { return (units + LANES - 1) / LANES; }
  int input_panels() const { return (inputs + LANES - 1) / LANES; }
  /** Column blocks of the kernel. */
  int gates() const { return cell == Cell::lstm ? 4 : 3; }
  /** Arrays of `units` that a step of a row keeps for the way back; the first four are the sums and then the gates. */
  int kept() const { return cell == Cell::lstm ? 6 : 5; }
  /** Columns of the kernel. */
  int columns() const { return gates() * units; }
  /** States that a step hands to the next: output, and cell. */
  int states() const { return cell == Cell::lstm ? 2 : 1; }
  /** Floats kept per row and step. */
  size_t kept_floats() const { return static_cast<size_t>(kept()) * unit_panels() * LANES; }
};

/** Rows of a batch that one thread takes through all steps, in one direction. Rows are sorted, the longest first. */
struct Block {
  int first;          // in Plan::order
  int rows;
  int steps;          // length of its longest row
  size_t kept_rows;   // sum of the lengths of the rows of all blocks before it
  int chunk_steps;
};

struct Plan {
  std::vector<int> order;    // row of the batch at each place
  std::vector<int> lengths;  // by place
  std::vector<Block> blocks;
  size_t kept_rows = 0;      // sum of all lengths

  Plan(const Shape& shape, const int32_t* lengths);

  /** Rows × steps of a block between two steps. */
  int rows_between(const Block& block, int from, int to) const {
    int rows = 0;
    for (int r = 0; r < block.rows; r++) {
      const int length = lengths[block.first + r];
      rows += length <= from ? 0 : (length < to ? length : to) - from;
    }
    return rows;
  }
};

/**
 * A matrix in panels of 16 columns: column c of row r is data[(c / 16) * stride + r * 16 + c % 16]. Columns beyond the
 * matrix are 0 wherever they take part in a product.
 */
struct Panels {
  float* data;
  size_t stride;
  float* at(size_t panel, size_t row) const { return data + panel * stride + row * LANES; }
};

}  // namespace sentilab
