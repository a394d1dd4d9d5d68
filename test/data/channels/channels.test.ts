import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LogRatioChannels, channelsConfigSchema, crossFitChannels, kFold } from 'sentilab/data';
import type { ChannelExample, Example } from 'sentilab/data';
import { Rng } from 'sentilab/random';
import { PresenceCounts, logCountRatios } from '../../../lib/data/channels/presence-counts.ts';

interface Golden {
  readonly words: number;
  readonly bits: number;
  readonly labels: readonly (0 | 1)[];
  readonly documents: readonly (readonly number[])[];
  readonly fits: readonly {
    readonly alpha: number;
    readonly words: readonly number[];
    readonly pairs: readonly number[];
    readonly read: readonly number[];
    readonly channels: readonly (readonly number[])[];
  }[];
}

const file = path.join(import.meta.dirname, '..', '..', 'golden', 'channels.json');
const golden = JSON.parse(fs.readFileSync(file, 'utf8')) as Golden;
const furthest = (ours: ArrayLike<number>, theirs: readonly number[]): number => {
  assert.equal(ours.length, theirs.length);
  return Math.max(...theirs.map((value, k) => Math.abs(value - (ours[k] ?? NaN))));
};
const config = channelsConfigSchema.parse({ kind: 'nb-log-ratio', bits: 10, folds: 4 });
const WORDS = 30;

/** Random texts of groups of three. */
function made(seed: number, count = 48): ChannelExample[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, (_, i) => {
    const label = (i % 2) as 0 | 1;
    const ids = Int32Array.from({ length: rng.int(1, 20) }, () => rng.int(1, WORDS - 1));
    const example: Example = {
      id: `x/${i}`,
      text: [...ids].join(' '),
      label,
      group: `g/${label}/${Math.floor(i / 6)}`,
    };
    return { example, ids, label, read: ids.slice(0, 8) };
  });
}

describe('log-count-ratio channels', () => {
  it('equal those of scikit-learn and NumPy: the ratios within 1e-9, the channels of a text to single precision', () => {
    const documents = golden.documents.map((ids, i) => ({
      ids: Int32Array.from(ids),
      label: golden.labels[i] as 0 | 1,
    }));
    const counts = new PresenceCounts(golden.words, golden.bits);
    for (const { ids, label } of documents) counts.add(ids, label);
    for (const fit of golden.fits) {
      assert.ok(furthest(logCountRatios(counts.words, fit.alpha), fit.words) <= 1e-9);
      assert.ok(furthest(logCountRatios(counts.pairs, fit.alpha), fit.pairs) <= 1e-9);
      const { words, bits } = golden;
      const channels = LogRatioChannels.fit(documents, words, { ...config, alpha: fit.alpha, bits });
      assert.ok(furthest(channels.of(Int32Array.from(fit.read)), fit.channels.flat()) <= 5e-7);
    }
  });

  it('are 0 where there is no neighbour, for a word alone too', () => {
    const channels = LogRatioChannels.fit(made(1), WORDS, config);
    const [word, before, after] = channels.of(Int32Array.of(5));
    assert.ok(word !== 0 && before === 0 && after === 0);
  });

  it('come back from their tables to the same bits; other tables are refused', () => {
    const channels = LogRatioChannels.fit(made(2), WORDS, config);
    const ids = Int32Array.of(3, 4, 5, 3, 4);
    const tables = channels.toTables();
    assert.deepEqual(LogRatioChannels.fromTables(tables).of(ids), channels.of(ids));
    assert.throws(() => LogRatioChannels.fromTables(tables.slice(1)), /channels: .*not the tables/);
  });
});

describe('crossFitChannels', () => {
  it('gives each fold the channels that a fit on the other folds gives', () => {
    const examples = made(3);
    const { own } = crossFitChannels(examples, WORDS, config, 7);
    const dataset = { name: 'x', examples: examples.map(({ example }) => example) };
    const folds = kFold(dataset, { folds: config.folds, seed: 7, duplicates: 'exact' });
    for (const { train, validation } of folds) {
      const others = LogRatioChannels.fit(
        examples.filter(({ example }) => train.includes(example)),
        WORDS,
        config,
      );
      examples.forEach(({ example, read }, i) => {
        if (validation.includes(example)) assert.deepEqual(own[i], others.of(read));
      });
    }
  });

  it('gives new texts the channels of a fit on all', () => {
    const examples = made(4);
    const { channels } = crossFitChannels(examples, WORDS, config, 7);
    const ids = Int32Array.of(3, 4, 5, 3, 4);
    assert.deepEqual(channels.of(ids), LogRatioChannels.fit(examples, WORDS, config).of(ids));
  });

  it("tells nothing of an example's own label or of its group's: turned round, their channels stay", () => {
    const examples = made(5);
    const { own } = crossFitChannels(examples, WORDS, { ...config, alpha: 1 }, 7);
    const group = examples[0]?.example.group;
    const turned = examples.map((one) =>
      one.example.group === group ? { ...one, label: (1 - one.label) as 0 | 1 } : one,
    );
    const after = crossFitChannels(turned, WORDS, config, 7).own;
    const changed = examples.map((_, i) => own[i]?.join() !== after[i]?.join());
    examples.forEach(({ example }, i) => {
      if (example.group === group) assert.equal(changed[i], false);
    });
    assert.ok(changed.filter(Boolean).length > examples.length / 2);
  });

  it('refuses fewer groups than folds', () => {
    assert.throws(() => crossFitChannels(made(6, 6), WORDS, { ...config, folds: 50 }, 1), /folds/);
  });
});
