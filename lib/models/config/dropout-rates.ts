import { z } from 'zod';

/** A dropout rate. */
export const rate = z.number().min(0).max(0.95);

/** Sizes of the ReLU layers of the head, which all networks share. */
export const headOption = z
  .array(z.int().min(1).max(4096))
  .max(8)
  .default([])
  .describe('Sizes of the ReLU layers between pooling and the logit; default none');

/** Dropout of words and of their vectors, and of the head; all networks have these. */
export const sharedDropout = ({
  embedding,
  head,
}: {
  readonly embedding: number;
  readonly head: number;
}) => ({
  words: rate.default(0).describe('Share of tokens replaced by the unknown word, each for itself; default 0'),
  rows: rate
    .default(0)
    .describe('Share of different words whose vectors are zero for the whole batch; default 0'),
  embedding: rate
    .default(embedding)
    .describe(`Share of embedding dimensions dropped per review, at all its steps; default ${embedding}`),
  head: rate.default(head).describe(`Share dropped after pooling and after each ReLU layer; default ${head}`),
});
