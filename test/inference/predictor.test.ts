import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { encodeExamples } from 'sentilab/data';
import type { Predictor } from 'sentilab/inference';
import { loadModel } from 'sentilab/inference/node';
import { saveModelFolder } from 'sentilab/models/node';
import { getBackend } from 'sentilab/runtime/node';
import { evaluate } from 'sentilab/training';
import { sentences, trainToyModel } from './toy-model.ts';

describe('predictor', () => {
  let folder: string;
  let trained: Awaited<ReturnType<typeof trainToyModel>>;
  let predictor: Predictor;
  before(async function () {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-inference-')), 'model');
    trained = await trainToyModel(folder, await getBackend());
    predictor = await loadModel(folder);
  });
  after(() => {
    predictor.dispose();
    trained.model.dispose();
    fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  it('gives the very probabilities that the trained model gave before it was saved', async () => {
    const held = sentences(50, 7);
    const before = await evaluate(trained.model, encodeExamples(trained.pipeline, held), 64);
    const after = predictor.batchPredict(held.map(({ text }) => text));
    assert.deepEqual(
      after.map(({ probability }) => probability),
      [...before],
    );
  });

  it('has learnt which words are good, and says how sure it is', () => {
    const good = predictor.predictSentiment('a lovely film , really');
    const bad = predictor.predictSentiment('a dull film , really');
    assert.equal(good.label, 'positive');
    assert.equal(bad.label, 'negative');
    assert.ok(good.probability > 0.9 && good.confidence === good.probability && good.warning === undefined);
    assert.ok(bad.probability < 0.1 && bad.confidence === 1 - bad.probability);
  });

  it('predicts in the order of the texts, one by one as in a batch to 1e-6', () => {
    const texts = sentences(150, 8).map(({ text }, i) => text.slice(0, 4 + (i % 30)));
    predictor.batchPredict(texts).forEach((together, i) => {
      const alone = predictor.predictSentiment(texts[i]!);
      assert.ok(Math.abs(alone.probability - together.probability) < 1e-6, texts[i]);
    });
    assert.deepEqual(predictor.batchPredict([]), []);
  });

  it('warns of empty texts, of texts without a known word, and of those it could not read whole', () => {
    assert.equal(predictor.predictSentiment('').warning?.kind, 'empty');
    assert.equal(predictor.predictSentiment(' \n\t<br />').warning?.kind, 'empty');
    assert.equal(predictor.predictSentiment('xyzzy 空 🎬').warning?.kind, 'unknown-words');
    const long = predictor.predictSentiment('good film '.repeat(50_000));
    assert.deepEqual(long.warning, {
      kind: 'truncated',
      message: 'The text has 100000 tokens; the model has read 12 of them.',
    });
    assert.equal(long.label, 'positive');
  });

  it('answers any string with a number from 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 20 }), (texts) => {
        for (const { probability, confidence, label } of predictor.batchPredict(texts)) {
          assert.ok(probability >= 0 && probability <= 1 && confidence >= 0.5);
          assert.ok(label === 'positive' || label === 'negative');
        }
      }),
      { numRuns: 25 },
    );
  });

  it('takes the threshold of the model: with 0.999 almost nothing is positive', async () => {
    const strict = `${folder}-strict`;
    saveModelFolder(strict, { ...trained.saved, threshold: 0.9999 });
    const careful = await loadModel(strict);
    const { label, probability, confidence } = careful.predictSentiment('a lovely film , really');
    assert.equal(label, probability >= 0.9999 ? 'positive' : 'negative');
    assert.equal(label, 'negative');
    assert.equal(confidence, 1 - probability);
    careful.dispose();
  });

  it('refuses a text that is no string, and anything after dispose', async () => {
    assert.throws(
      () => predictor.batchPredict(['a', 3 as unknown as string]),
      /texts\[1\]: A text is a string\. Got 3/,
    );
    const gone = await loadModel(folder);
    gone.dispose();
    gone.dispose();
    assert.throws(() => gone.predictSentiment('a'), /disposed of.*Load the model again/);
  });

  it('refuses weights that are not numbers, vectors that do not fit the vocabulary, and an unknown architecture', async () => {
    const broken = `${folder}-broken`;
    const { saved } = trained;
    const [first, ...rest] = saved.state.arrays;
    saveModelFolder(broken, {
      ...saved,
      state: { arrays: [{ ...first!, values: first!.values.map(() => NaN) }, ...rest] },
    });
    await assert.rejects(loadModel(broken), /weights\/.*not a finite number/);
    const dimensions = first!.shape[1] ?? 0;
    const short = { ...first!, shape: [1, dimensions], values: first!.values.slice(0, dimensions) };
    saveModelFolder(broken, { ...saved, state: { arrays: [short, ...rest] } });
    await assert.rejects(loadModel(broken), /weights\/embedding: The word vectors do not fit the vocabulary/);
    saveModelFolder(broken, { ...saved, config: { ...saved.config, model: { kind: 'perceptron' } } });
    await assert.rejects(loadModel(broken), /model\.json: config\.model/);
  });

  it('frees what it took: loading and disposing leaves no tensor behind', async () => {
    const { tf } = await getBackend();
    const before = tf.memory().numTensors;
    const once = await loadModel(folder);
    once.predictSentiment('good');
    once.dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});
