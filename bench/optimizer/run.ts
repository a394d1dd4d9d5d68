import type { Rank } from '@tensorflow/tfjs';
import { Rng } from 'sentilab/random';
import type { RecurrentOps } from 'sentilab/runtime';
import { getBackend } from 'sentilab/runtime/node';
import { UserError } from '../../lib/errors/index.ts';
import { createNativeOps } from '../../lib/runtime/ops/native/native-ops.ts';
import type { BenchReport } from '../bench.ts';

export interface OptimizerBenchOptions {
  /** Rows of the table of word vectors. */
  readonly vocabulary: number;
  readonly dimensions: number;
  /** Words of a batch. */
  readonly words: number;
  readonly repetitions: number;
}

/** What a training step does besides the network. */
const PARTS = ['gradient of the table', 'norm', 'AdamW with clipping'] as const;
type Part = (typeof PARTS)[number];

/**
 * The part of a training step that does not depend on the network, over a table of word vectors: our own kernels beside
 * TensorFlow's operations, in turns, in CPU time.
 */
export async function optimizerBench({
  vocabulary,
  dimensions,
  words,
  repetitions,
}: OptimizerBenchOptions): Promise<BenchReport> {
  const { tf, kind, kernels, threads } = await getBackend();
  if (kind !== 'native')
    throw new UserError('Only native TensorFlow has two ways to update weights.', {
      field: 'SENTILAB_BACKEND',
      value: kind,
      fix: 'Leave it out, or run npm run doctor to see what is missing.',
    });
  const rng = new Rng(1);
  // Ranks by Zipf's law.
  const ids = Int32Array.from({ length: words }, () => Math.floor(vocabulary ** rng.float()) % vocabulary);
  const vectors = tf.randomNormal<Rank.R2>([words, dimensions], 0, 0.01, 'float32', 1);
  const sides = [true, false].map((own) => side(createNativeOps(tf, { kernels: own && kernels !== null })));
  for (let repetition = -2; repetition < repetitions; repetition++)
    for (const { ops, optimizer, variables, milliseconds } of sides) {
      const timed = <T>(part: Part, work: () => T): T => {
        const start = process.cpuUsage();
        const result = work();
        const { user, system } = process.cpuUsage(start);
        if (repetition >= 0) milliseconds[part].push((user + system) / 1e3);
        return result;
      };
      tf.tidy(() => {
        const gradient = timed(PARTS[0], () => ops.sumRows(vectors, ids, vocabulary));
        const norm = Math.sqrt(timed(PARTS[1], () => ops.squaredNorm([gradient])));
        const gradients = new Map([...variables.keys()].map((name) => [name, gradient]));
        timed(PARTS[2], () =>
          optimizer.update(gradients, { learningRate: 1e-3, gradientScale: Math.min(1, 0.1 / norm) }),
        );
      });
    }
  vectors.dispose();
  const rows = PARTS.map((part) => ({
    part,
    ms: sides.map(({ milliseconds }) => median(milliseconds[part])),
  }));
  for (const { optimizer, variables } of sides) {
    optimizer.dispose();
    for (const variable of variables.values()) variable.dispose();
  }
  return {
    json: { kernels, threads, vocabulary, dimensions, words, rows },
    lines: [
      `${threads} threads, kernels: ${kernels ?? 'none'}, a table of ${vocabulary} × ${dimensions}, ${words} words`,
      "| part | our kernels, CPU ms | TensorFlow's operations, CPU ms |",
      '| --- | --- | --- |',
      ...rows.map(({ part, ms }) => `| ${part} | ${ms.map((value) => value.toFixed(2)).join(' | ')} |`),
    ],
  };

  function side(ops: RecurrentOps) {
    const table = ops.variable([vocabulary, dimensions], new Float32Array(vocabulary * dimensions).fill(0.1));
    const variables = new Map([['table', table]]);
    const config = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 } as const;
    const milliseconds: Record<Part, number[]> = { [PARTS[0]]: [], [PARTS[1]]: [], [PARTS[2]]: [] };
    return { ops, variables, optimizer: ops.optimizer(variables, config), milliseconds };
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
