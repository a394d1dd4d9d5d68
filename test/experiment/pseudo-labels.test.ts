import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pseudoLabelsConfigSchema, runConfigSchema } from 'sentilab/experiment';
import { Preparer, trainRun } from 'sentilab/experiment/node';
import { Rng } from 'sentilab/random';
import { labelled, pseudoLabelled } from '../../lib/experiment/pseudo-labels.ts';
import type { Backend } from '../../lib/runtime/index.ts';
import { prepareImdb } from '../../lib/data/imdb/prepare.ts';
import { loadBackend } from '../../lib/runtime/node.ts';
import { writeFiles } from '../data/mini-archive.ts';

const WORDS = { pos: ['good', 'fine', 'warm'], neg: ['bad', 'dull', 'cold'] } as const;

/** A review of one class: a made-up critic's. */
function review(rng: Rng, label: 'pos' | 'neg', number: number): string {
  const words = Array.from({ length: 8 }, () =>
    rng.float() < 0.4 ? rng.pick(WORDS[label]) : rng.pick(['a', 'film', 'plot', 'the']),
  );
  return `${words.join(' ')} w${number}`;
}

/** Reviews in the official layout: labelled, and unlabelled ones whose first repeats each labelled text. */
function corpus(withUnlabelled: boolean): Map<string, string> {
  const rng = new Rng(3);
  const files = new Map<string, string>();
  for (const label of ['pos', 'neg'] as const)
    for (let i = 0; i < 150; i++)
      files.set(`train/${label}/${i}_${label === 'pos' ? 9 : 2}.txt`, review(rng, label, i));
  if (!withUnlabelled) return files;
  const texts = [...files.values()];
  texts.forEach((text, i) => files.set(`train/unsup/${i}_0.txt`, text.toUpperCase()));
  for (let i = 0; i < 100; i++)
    files.set(`train/unsup/${texts.length + i}_0.txt`, review(rng, i % 2 === 0 ? 'pos' : 'neg', 1000 + i));
  return files;
}

const config = () =>
  runConfigSchema.parse({
    data: { source: 'imdb', split: { kind: 'random-stratified', validation: 0.2, test: 0.2, seed: 1 } },
    text: { maxLength: 12, minFrequency: 1 },
    channels: { kind: 'nb-log-ratio', bits: 10, folds: 3 },
    embedding: { kind: 'random', dimensions: 6 },
    model: { kind: 'bilstm', units: 3 },
    training: { epochs: 2, batchSize: 16, learningRate: 0.02 },
  });

describe('pseudo-labels', () => {
  const outer = process.env['SENTILAB_ROOT'];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-pseudo-'));
  const root = (name: string): string => path.join(folder, name);
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
    for (const [name, unlabelled] of [
      ['full', true],
      ['bare', false],
    ] as const) {
      writeFiles(path.join(root(name), 'from'), corpus(unlabelled));
      // What names caches and records is the project's own.
      for (const own of ['lib', 'package.json'])
        fs.symlinkSync(path.resolve(import.meta.dirname, '../..', own), path.join(root(name), own));
      await prepareImdb({ root: root(name), from: path.join(root(name), 'from'), log: () => undefined });
    }
  });
  beforeEach(() => {
    process.env['SENTILAB_ROOT'] = root('full');
  });
  after(() => {
    if (outer === undefined) delete process.env['SENTILAB_ROOT'];
    else process.env['SENTILAB_ROOT'] = outer;
    fs.rmSync(folder, { recursive: true });
  });

  const pseudoLabels = pseudoLabelsConfigSchema.parse({});
  const run = { ...config(), pseudoLabels };

  it('are a good teacher’s answers on unlabelled texts, with channels like other texts; none of validation or test', async () => {
    const preparer = new Preparer();
    const examples = await pseudoLabelled(run, 5, { backend, preparer });
    const { split, channels } = await preparer.prepare(run, 5);
    // Each labelled text is among the unlabelled ones in capitals: those of validation and test are left out.
    assert.equal(examples.length, split.train.length + 100);
    const made = examples.filter(({ id }) => Number(id.split('/').at(-1)) >= 300);
    const right = made.filter(({ id, label }) => label === (Number(id.split('/').at(-1)) % 2 === 0 ? 1 : 0));
    assert.ok(right.length >= 80, String(right.length));
    for (const { ids, target = NaN, label, channels: values } of examples) {
      assert.ok(target > 0 && target < 1 && (target >= 0.5 ? 1 : 0) === label);
      assert.deepEqual(values, channels?.of(ids));
    }
  });

  it('are the same for the same seed and others for another', async () => {
    const targets = async (seed: number): Promise<unknown> =>
      (await pseudoLabelled(run, seed, { backend, preparer: new Preparer() })).map(({ target }) => target);
    const first = await targets(5);
    assert.deepEqual(await targets(5), first);
    assert.notDeepEqual(await targets(6), first);
  });

  it('take only so many texts as asked for', async () => {
    const few = { ...run, pseudoLabels: { ...pseudoLabels, count: 7 } };
    assert.equal((await pseudoLabelled(few, 5, { backend, preparer: new Preparer() })).length, 7);
  });

  it('can be hard, and leave out what the teacher is not sure of', () => {
    const ids = Int32Array.of(2);
    const three = ['a', 'b', 'c'].map((id) => ({ id, ids, label: 0 as const }));
    const p = Float32Array.of(0.5, 0.75, 0.125);
    const soft = labelled(three, p, { ...pseudoLabels, minConfidence: 0.75 });
    assert.deepEqual(soft, [
      { id: 'b', ids, label: 1, target: 0.75 },
      { id: 'c', ids, label: 0, target: 0.125 },
    ]);
    const hard = labelled(three, p, { ...pseudoLabels, labels: 'hard' });
    assert.deepEqual(
      hard.map(({ label, target }) => [label, target]),
      [
        [1, undefined],
        [1, undefined],
        [0, undefined],
      ],
    );
  });

  it('are trained on beside the labelled texts, and a run with them repeats to the same bits', async () => {
    const train = () =>
      trainRun(
        { config: run, seed: 5, objective: { metric: 'validation/loss', direction: 'minimize' } },
        { backend, preparer: new Preparer() },
      );
    const [one, two] = [await train(), await train()];
    assert.equal(one.data.split.sizes.train, 180 + 280);
    assert.equal(two.weightsSha256, one.weightsSha256);
    assert.equal(one.epochs.at(-1)?.step, 2 * Math.ceil(460 / 16));
  });

  it('are missed at once, with the command, where there are no unlabelled texts', async () => {
    process.env['SENTILAB_ROOT'] = root('bare');
    await assert.rejects(
      pseudoLabelled(run, 5, { backend, preparer: new Preparer() }),
      /unlabelled.*npm run data -- imdb --part unlabelled/,
    );
  });
});
