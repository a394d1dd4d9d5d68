import fs from 'node:fs';
import path from 'node:path';
import type { EncodedExample } from 'sentilab/data';
import { buildEmbedding } from 'sentilab/embeddings';
import { Preparer } from 'sentilab/experiment/node';
import { Rng } from 'sentilab/random';
import definition from './definition.ts';

/** What the peer trains on: our ids and vectors, so that only the search and its trainings are compared. */
export async function exportData(folder: string): Promise<void> {
  const { config, seed } = definition;
  const preparer = new Preparer();
  const prepared = await preparer.prepare(config, seed);
  const { vocabulary } = prepared.pipeline;
  const vectors = await preparer.vectors(config, prepared);
  const { matrix, dimensions } = buildEmbedding(config.embedding, vocabulary, vectors, new Rng(seed));
  const part = (examples: readonly EncodedExample[]): object => ({
    ids: examples.map(({ ids }) => Array.from(ids)),
    labels: examples.map(({ label }) => label),
  });
  const { epochs, batchSize } = config.training;
  fs.writeFileSync(
    path.join(folder, 'data.json'),
    JSON.stringify({
      ...{ dimensions, epochs, batchSize },
      train: part(prepared.train),
      validation: part(prepared.validation),
      test: part(prepared.test),
    }),
  );
  fs.writeFileSync(path.join(folder, 'embedding.bin'), new Uint8Array(matrix.buffer));
}
