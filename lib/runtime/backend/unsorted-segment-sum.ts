import type { TensorInfo, TypedArray } from '@tensorflow/tfjs-core';
import type { Tf } from './backend.ts';

/** The parts of the WebAssembly backend that a kernel of our own needs. */
interface WasmMemory {
  typedArrayFromHeap(tensor: TensorInfo): TypedArray;
  makeOutput(shape: number[], dtype: TensorInfo['dtype']): TensorInfo;
}

/**
 * Registers `UnsortedSegmentSum`, the one kernel training lacks on the WebAssembly backend: the gradient of an
 * embedding look-up adds up the rows of each word. Out-of-range ids are left out, as TensorFlow does with negative ones.
 * Registering twice is harmless.
 */
export function registerUnsortedSegmentSum(tf: Tf): void {
  if (tf.getKernel('UnsortedSegmentSum', 'wasm')) return;
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const x = inputs['x'] as TensorInfo;
      const segmentIds = inputs['segmentIds'] as TensorInfo;
      const segments = attrs?.['numSegments'] as number;
      const memory = backend as WasmMemory;
      const output = memory.makeOutput([segments, ...x.shape.slice(segmentIds.shape.length)], x.dtype);
      // Views of the heap are taken after the output is allocated: an allocation may move the heap.
      sumSegments(
        memory.typedArrayFromHeap(x),
        memory.typedArrayFromHeap(segmentIds),
        segments,
        memory.typedArrayFromHeap(output),
      );
      return output;
    },
  });
}

/** Adds row i of `values` to row `ids[i]` of `output` (cleared first). */
function sumSegments(values: TypedArray, ids: TypedArray, segments: number, output: TypedArray): void {
  output.fill(0);
  const width = ids.length === 0 ? 0 : values.length / ids.length;
  for (let row = 0; row < ids.length; row++) {
    const segment = ids[row] ?? -1;
    if (segment < 0 || segment >= segments) continue;
    const to = segment * width;
    const from = row * width;
    for (let k = 0; k < width; k++) output[to + k] = (output[to + k] ?? 0) + (values[from + k] ?? 0);
  }
}
