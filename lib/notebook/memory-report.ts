import os from 'node:os';
import process from 'node:process';
import { loadedBackend } from '../runtime/node.ts';
import { table, type ShownTable } from './table.ts';

/**
 * What this process holds: end a cell with it. Tensors that stay after a model was disposed of are a leak.
 *
 * @returns rows of what, MiB and a note
 */
export async function memoryReport(): Promise<ShownTable> {
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const backend = await loadedBackend();
  const tensors = backend?.tf.memory();
  const rows = [
    row('process', rss, 'resident, everything below included'),
    row('JavaScript heap', heapUsed, 'objects'),
    row('outside the heap', external, `typed arrays ${mebibytes(arrayBuffers)} MiB among them`),
    ...(tensors === undefined
      ? []
      : [
          row(
            'tensors',
            tensors.numBytes,
            `${tensors.numTensors} tensors, ${tensors.numDataBuffers} buffers`,
          ),
        ]),
    row('free on this machine', os.freemem(), `of ${mebibytes(os.totalmem())} MiB`),
  ];
  return table(rows, backend === null ? { caption: 'TensorFlow is not loaded.' } : {});
}

function row(what: string, bytes: number, note: string): { what: string; MiB: number; note: string } {
  return { what, MiB: mebibytes(bytes), note };
}

const mebibytes = (bytes: number): number => Math.round((10 * bytes) / 2 ** 20) / 10;
