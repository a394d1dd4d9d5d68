// Our own threads: as many as TensorFlow may use for one operation.
#pragma once
#include <cstddef>
#include <functional>

namespace sentilab {

/**
 * Calls work(index, scratch) for every index below `count`, each once, on any thread, and returns when all are done. The
 * scratch has `floats` floats of its thread's own, not cleared.
 */
void parallel(int count, size_t floats, const std::function<void(int, float*)>& work);

}  // namespace sentilab
