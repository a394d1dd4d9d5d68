import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { decodeSafetensors } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { fit } from 'sentilab/training';
import type { FitEffects, TrainingConfigInput, TrainingHistory } from 'sentilab/training';
import { checkpointFolder, readCheckpoint } from 'sentilab/training/node';
import type { CheckpointFolderOptions } from 'sentilab/training/node';
import { BagOfWords } from '../bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from '../toy-reviews.ts';

const data = { train: toyReviews(100, 1), validation: toyReviews(60, 2) };
const config: TrainingConfigInput = { epochs: 4, batchSize: 16, learningRate: 0.5, patience: null };
const STEPS = 7; // of an epoch
const clock = { wall: () => 0, cpu: () => 0 };

interface Result {
  readonly history: TrainingHistory;
  readonly weights: Float32Array;
}

describe('checkpoints in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-checkpoints-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function train(
    options: CheckpointFolderOptions = {},
    effects: Partial<FitEffects> = {},
    overrides: TrainingConfigInput = {},
  ): Promise<Result> {
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    const history = await fit(
      model,
      data,
      { ...config, ...overrides },
      { rng: new Rng(5), clock, checkpoints: checkpointFolder(folder, options), ...effects },
    );
    return { history, weights: model.exportState().arrays[0]!.values };
  }

  async function uninterrupted(): Promise<Result> {
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    const history = await fit(model, data, config, { rng: new Rng(5), clock });
    return { history, weights: model.exportState().arrays[0]!.values };
  }

  /** Trains until the signal is given after a step. */
  async function stopAfter(step: number, options: CheckpointFolderOptions = {}): Promise<Result> {
    const controller = new AbortController();
    return train(options, {
      signal: controller.signal,
      callbacks: [{ onStep: (report) => void (report.step === step && controller.abort()) }],
    });
  }

  const names = (): string[] => fs.readdirSync(folder).filter((name) => !name.startsWith('.'));
  const manifests = (): string[] => names().filter((name) => name.endsWith('.json'));

  it('a signal at any step leaves a checkpoint, and going on gives the history and the bits of a training never stopped', async () => {
    const whole = await uninterrupted();
    for (const step of [1, 2, STEPS - 1, STEPS, STEPS + 1, 2 * STEPS, 3 * STEPS + 3, 4 * STEPS]) {
      const stopped = await stopAfter(step);
      assert.equal(stopped.history.stopped.reason, 'aborted');
      assert.equal(
        readCheckpoint(path.join(folder, manifests().at(-1)!)).epochs.length,
        stopped.history.epochs.length,
      );
      assert.deepEqual(await train(), whole, `step ${step}`);
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('a training stopped again and again comes to the same end', async () => {
    for (let step = 3; step < 4 * STEPS; step += 3) await stopAfter(step);
    assert.deepEqual(await train(), await uninterrupted());
  });

  it('steps that are done are skipped, not computed', async () => {
    await stopAfter(STEPS + 4);
    const steps: number[] = [];
    const starts: unknown[] = [];
    await train(
      {},
      {
        callbacks: [
          { onStep: ({ step }) => void steps.push(step) },
          { onTrainStart: ({ resumed, totalSteps }) => void starts.push([resumed, totalSteps]) },
        ],
      },
    );
    assert.deepEqual(
      steps,
      Array.from({ length: 3 * STEPS - 4 }, (_, k) => STEPS + 5 + k),
    );
    assert.deepEqual(starts, [
      [{ epochs: 1, step: STEPS + 4, elapsed: { seconds: 0, cpuSeconds: 0 } }, 4 * STEPS],
    ]);
  });

  it('a finished training is not trained again: its history and weights come from the last checkpoint', async () => {
    const first = await train();
    let steps = 0;
    assert.deepEqual(await train({}, { callbacks: [{ onStep: () => void steps++ }] }), first);
    assert.equal(steps, 0);
  });

  it('keeps the last two checkpoints and the weights of the best k epochs', async () => {
    const saved: number[] = [];
    const { history } = await train(
      { everySteps: 2, keepBest: 3 },
      { callbacks: [{ onCheckpoint: ({ step }) => void saved.push(step) }] },
    );
    assert.deepEqual(saved, [2, 4, 6, 7, 8, 10, 12, 14, 14, 16, 18, 20, 21, 22, 24, 26, 28, 28]);
    assert.equal(manifests().length, 2);
    const { best } = readCheckpoint(path.join(folder, manifests().at(-1)!));
    const losses = history.epochs.map(({ metrics }) => metrics['validation/loss']!);
    const expected = [1, 2, 3, 4].sort((a, b) => losses[a - 1]! - losses[b - 1]! || a - b).slice(0, 3);
    assert.deepEqual(
      best.map(({ epoch }) => epoch),
      expected,
    );
    const files = names().filter((name) => name.startsWith('best-'));
    for (const epoch of expected)
      assert.ok(files.some((name) => name.startsWith(`best-epoch-${String(epoch).padStart(4, '0')}-`)));
    const [first] = files;
    assert.deepEqual(
      decodeSafetensors(fs.readFileSync(path.join(folder, first!))).map(({ name }) => name),
      ['weights/words'],
    );
  });

  it('with everyEpochs 3 it saves after the third epoch and at the end', async () => {
    const saved: number[] = [];
    await train(
      { everyEpochs: 3 },
      { callbacks: [{ onCheckpoint: ({ epochs }) => void saved.push(epochs) }] },
    );
    assert.deepEqual(saved, [3, 4]);
  });

  const damages: readonly (readonly [string, RegExp, (last: string) => void])[] = [
    ['a torn manifest', /is not valid JSON/, (last) => fs.truncateSync(last, 100)],
    [
      'a changed digit in the manifest',
      /does not have its checksum/,
      (last) =>
        fs.writeFileSync(last, fs.readFileSync(last, 'utf8').replace(/"lossSum": (\d)/, '"lossSum": 9$1')),
    ],
    [
      'a torn file of weights',
      /it has \d+ bytes instead of \d+/,
      (last) => fs.truncateSync(stateOf(last), 50),
    ],
    [
      'a flipped bit in the weights',
      /does not have the SHA-256 of its manifest/,
      (last) => {
        const bytes = fs.readFileSync(stateOf(last));
        bytes[bytes.length - 5]! ^= 4;
        fs.writeFileSync(stateOf(last), bytes);
      },
    ],
    ['a missing file of weights', /no such file/, (last) => fs.rmSync(stateOf(last))],
  ];
  const stateOf = (manifest: string): string =>
    path.join(
      path.dirname(manifest),
      (JSON.parse(fs.readFileSync(manifest, 'utf8')) as { state: { name: string } }).state.name,
    );
  for (const [what, message, damage] of damages)
    it(`passes over ${what} with one warning that says so, and goes on from the checkpoint before`, async () => {
      await stopAfter(STEPS + 3, { everySteps: 2 });
      const last = path.join(folder, manifests().at(-1)!);
      damage(last);
      const warnings: string[] = [];
      const starts: (number | undefined)[] = [];
      const result = await train(
        { onWarning: (warning) => void warnings.push(warning) },
        { callbacks: [{ onTrainStart: ({ resumed }) => void starts.push(resumed?.step) }] },
      );
      assert.equal(warnings.length, 1);
      assert.match(warnings[0]!, message);
      assert.match(
        warnings[0]!,
        /step-00000010-epoch-0001.*Training goes on from step-0000000\d-epoch-0001\.json/s,
      );
      assert.deepEqual(starts, [8]);
      assert.deepEqual(result, await uninterrupted());
    });

  it('refuses to train on when no checkpoint is whole, and names every one', async () => {
    await stopAfter(STEPS + 3, { everySteps: 2 });
    for (const name of manifests()) fs.truncateSync(path.join(folder, name), 10);
    await assert.rejects(
      train(),
      /None of the checkpoints is whole\. .*step-00000010.*step-00000008.*Delete the folder/s,
    );
  });

  it('refuses the checkpoints of another training and says by what it differs', async () => {
    await stopAfter(3, { identity: { model: { kind: 'bag' } } });
    const identity = { model: { kind: 'bag' } };
    await assert.rejects(
      train({ identity }, {}, { batchSize: 8 }),
      /belong to another training: "training\.batchSize" is 16 there and 8 here/,
    );
    await assert.rejects(train({ identity }, { rng: new Rng(6) }), /"seed" is 5 there and 6 here/);
    await assert.rejects(
      train({ identity: { model: { kind: 'bow' } } }),
      /"model\.kind" is "bag" there and "bow" here/,
    );
    await assert.rejects(train({ identity }, { thawAtEpoch: 2 }), /"thawAtEpoch"/);
    const other = new BagOfWords(TOY_VOCABULARY, 3);
    await assert.rejects(
      fit(other, { ...data, train: toyReviews(100, 7) }, config, {
        rng: new Rng(5),
        checkpoints: checkpointFolder(folder, { identity }),
      }),
      /"data\.train"/,
    );
    const larger = new BagOfWords(TOY_VOCABULARY + 1, 3);
    await assert.rejects(
      fit(larger, data, config, { rng: new Rng(5), checkpoints: checkpointFolder(folder, { identity }) }),
      /"weights\.weights\/words\[0\]" is 41 there and 42 here/,
    );
    await train({ identity }); // its own are still there
  });

  it('refuses a checkpoint of a newer version, and leaves it', async () => {
    await stopAfter(3);
    const file = path.join(folder, manifests()[0]!);
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
    fs.writeFileSync(file, JSON.stringify({ ...manifest, schemaVersion: 2 }));
    await assert.rejects(
      train(),
      /step-00000003-epoch-0000\.json: schemaVersion: .*newer version; 1 is the newest.*Got 2/,
    );
    assert.deepEqual(manifests().length, 1);
  });

  it('refuses a file with the name of a checkpoint that is none', async () => {
    fs.writeFileSync(path.join(folder, 'step-00000003-epoch-0000.json'), '{"a": 1}');
    await assert.rejects(train(), /no checkpoint of sentilab/);
  });

  it('lets one training at a time use a folder', async () => {
    const one = checkpointFolder(folder);
    one.open({});
    await assert.rejects(train(), /Another training \(process \d+\) keeps its checkpoints here/);
    one.close();
    await train();
  });

  it('removes what killed writers left, and nothing else', async () => {
    const dead = '.step-00000001-epoch-0000.json.999999999.0a1b2c3d.tmp';
    const living = `.step-00000001-epoch-0000.json.${process.pid}.0a1b2c3d.tmp`;
    for (const name of [dead, living, 'notes.txt', 'step-00000009-epoch-0001-00000000.safetensors'])
      fs.writeFileSync(path.join(folder, name), 'x');
    await train();
    const left = fs.readdirSync(folder);
    assert.ok(left.includes('notes.txt') && left.includes(living));
    assert.ok(!left.includes(dead) && !left.includes('step-00000009-epoch-0001-00000000.safetensors'));
  });

  it('refuses intervals that are no whole numbers', () => {
    assert.throws(() => checkpointFolder(folder, { everySteps: 0 }), /checkpoints\.everySteps: .*Got 0/);
    assert.throws(() => checkpointFolder(folder, { keepBest: 1.5 }), /checkpoints\.keepBest: .*Got 1\.5/);
  });
});
