import type { RunConfigInput } from 'sentilab/experiment';
import { ordered, categorical, space } from 'sentilab/tuning';

/** Epochs that every configuration was trained for: rungs at 1, 3 and 9. */
export const EPOCHS = 9;

const LEVELS = {
  lr: [5e-4, 1e-3, 2e-3, 4e-3, 8e-3, 1.6e-2, 3.2e-2],
  units: [8, 16, 32],
  dropout: [0, 0.4],
  batchSize: [32, 128],
  cell: ['bilstm', 'gru'],
  vectors: ['glove', 'random'],
} as const;

/** What was recorded: every combination, so that every suggestion of a sampler has its answer. */
export const grid = space({
  lr: ordered(LEVELS.lr),
  units: ordered(LEVELS.units),
  dropout: ordered(LEVELS.dropout),
  batchSize: ordered(LEVELS.batchSize),
  cell: categorical(LEVELS.cell),
  vectors: categorical(LEVELS.vectors),
});

/** Parameters of one combination. */
export type Cell = ReturnType<typeof grid.sample>;

/** All combinations in the order of the table, the last parameter fastest. */
export const CELLS: readonly Cell[] = LEVELS.lr.flatMap((lr) =>
  LEVELS.units.flatMap((units) =>
    LEVELS.dropout.flatMap((dropout) =>
      LEVELS.batchSize.flatMap((batchSize) =>
        LEVELS.cell.flatMap((cell) =>
          LEVELS.vectors.map((vectors) => ({ lr, units, dropout, batchSize, cell, vectors })),
        ),
      ),
    ),
  ),
);

/** Place of a combination in the table. */
export function placeOf({ lr, units, dropout, batchSize, cell, vectors }: Cell): number {
  const digits: readonly (readonly [readonly unknown[], unknown])[] = [
    [LEVELS.lr, lr],
    [LEVELS.units, units],
    [LEVELS.dropout, dropout],
    [LEVELS.batchSize, batchSize],
    [LEVELS.cell, cell],
    [LEVELS.vectors, vectors],
  ];
  return digits.reduce((place, [levels, level]) => place * levels.length + levels.indexOf(level), 0);
}

/** The training of one combination: half of Rotten Tomatoes’ training part, so that the whole table takes minutes. */
export function configOf({ lr, units, dropout, batchSize, cell, vectors }: Cell): RunConfigInput {
  return {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 }, trainSize: 3400 },
    text: { maxLength: 32, minFrequency: 1 },
    embedding: vectors === 'glove' ? { kind: 'glove' } : { kind: 'random', dimensions: 50 },
    model: { kind: cell, units, dropout: { embedding: dropout, head: dropout } },
    training: { epochs: EPOCHS, batchSize, learningRate: lr, patience: null },
  };
}
