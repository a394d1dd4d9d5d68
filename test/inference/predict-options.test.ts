import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { readCsv } from 'sentilab/data/node';
import { attentionAdjusted, concentration, predictStream } from 'sentilab/inference';
import type { Prediction, Predictor } from 'sentilab/inference';
import { loadModel, predictFile } from 'sentilab/inference/node';
import { exportSafetensors, readModelFolder } from 'sentilab/models/node';
import { getBackend } from 'sentilab/runtime/node';
import { sentences, trainToyModel } from './toy-model.ts';

describe('attention-adjusted confidence', () => {
  it('is that of the probability for attention on one token, half way to one half for attention spread evenly', () => {
    assert.equal(attentionAdjusted(0.9, [0, 1, 0]), 0.9);
    assert.ok(Math.abs(attentionAdjusted(0.9, [0.25, 0.25, 0.25, 0.25]) - 0.7) < 1e-12);
    assert.equal(attentionAdjusted(0.9, [1]), 0.9);
  });

  it('never leaves the way from one half to the confidence, and is blind to order and scale of the weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (weights, confidence) => {
          const k = concentration(weights);
          assert.ok(k >= 0 && k <= 1);
          const adjusted = attentionAdjusted(confidence, weights);
          assert.ok(adjusted >= 0.5 - 1e-12 && adjusted <= confidence + 1e-12);
          assert.ok(Math.abs(concentration([...weights].reverse()) - k) < 1e-9);
        },
      ),
    );
  });
});

describe('asking a model', () => {
  let parent: string;
  let folder: string;
  let model: Predictor;
  before(async function () {
    this.timeout(60_000);
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-asking-'));
    folder = path.join(parent, 'model');
    (await trainToyModel(folder, await getBackend())).model.dispose();
    model = await loadModel(folder);
  });
  after(() => {
    model.dispose();
    fs.rmSync(parent, { recursive: true, force: true });
  });

  it('declines inside a band of probabilities or below a confidence, and never unless it is told to', () => {
    const sure = model.predictSentiment('a lovely film , really');
    assert.equal(sure.decision, 'positive');
    const { probability } = sure;
    const band = { kind: 'band' as const, low: probability - 0.01, high: 1 };
    assert.equal(model.predictSentiment('a lovely film , really', { uncertain: band }).decision, 'uncertain');
    const least = (value: number): string =>
      model.predictSentiment('a lovely film , really', { uncertain: { kind: 'confidence', least: value } })
        .decision;
    assert.equal(least(probability), 'positive');
    assert.equal(least(1), 'uncertain');
    assert.equal(model.predictSentiment('a lovely film', { uncertain: band }).label, 'positive');
  });

  it('takes a threshold of the moment before its own', () => {
    const { label, confidence, probability } = model.predictSentiment('a lovely film', { threshold: 1 });
    assert.equal(label, 'negative');
    assert.equal(confidence, 1 - probability);
  });

  it('refuses bad options by name, and attention where there is none', () => {
    const ask = (options: object) => (): Prediction => model.predictSentiment('a', options);
    assert.throws(ask({ threshold: 2 }), /options\.threshold.*Got 2/);
    assert.throws(ask({ uncertain: { kind: 'band', low: 0.6, high: 0.4 } }), /from its lower end/);
    assert.throws(
      ask({ confidence: 'attention-adjusted' }),
      /options\.confidence: This model has no attention/,
    );
    assert.equal(model.hasAttention, false);
    assert.equal(model.predictSentiment('a', { explain: true }).tokens, undefined);
  });

  it('predicts a stream in its order, pulling no more than a chunk ahead of the reader, and closes what it leaves', async () => {
    let [pulled, closed] = [0, false];
    async function* source(): AsyncGenerator<{ text: string; n: number }> {
      try {
        for (const { text } of sentences(1000, 4)) yield { text, n: pulled++ };
      } finally {
        closed = true;
      }
    }
    let taken = 0;
    for await (const [item, prediction] of predictStream(model, source(), { chunk: 16 })) {
      assert.equal(item.n, taken++);
      assert.ok(pulled - taken < 16, `${pulled} pulled, ${taken} taken`);
      assert.ok(Math.abs(model.predictSentiment(item.text).probability - prediction.probability) <= 1e-6);
      if (taken === 100) break;
    }
    assert.ok(closed);
  });

  it('writes CSV and JSON lines whole, and nothing when the texts fail', async () => {
    const items = sentences(50, 6).map(({ id, text }) => ({ id, text: `${text}, "so"\nto say` }));
    const csv = path.join(parent, 'out', 'answers.csv');
    assert.deepEqual(await predictFile(model, [...items, { id: 'e', text: '' }], csv), {
      predictions: 51,
      warnings: { empty: 1 },
    });
    const columns = ['id', 'text', 'label', 'probability', 'warning'] as const;
    const table = readCsv(fs.readFileSync(csv), columns, csv);
    assert.deepEqual(
      table.slice(0, 50).map(({ id, text }) => ({ id, text })),
      items,
    );
    assert.deepEqual([table[50]?.text, table[50]?.warning], ['', 'empty']);
    assert.equal(
      Number(table[3]?.probability),
      model.batchPredict(items.map(({ text }) => text))[3]?.probability,
    );
    const jsonl = path.join(parent, 'out', 'answers.jsonl');
    await predictFile(model, items, jsonl);
    const rows = fs
      .readFileSync(jsonl, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Prediction & { id: string });
    assert.deepEqual(
      rows.map(({ id }) => id),
      items.map(({ id }) => id),
    );
    const before = fs.readFileSync(jsonl, 'utf8');
    async function* failing(): AsyncGenerator<{ text: string }> {
      yield* items;
      throw new Error('the cable was cut');
    }
    await assert.rejects(predictFile(model, failing(), jsonl), /the cable was cut/);
    assert.equal(fs.readFileSync(jsonl, 'utf8'), before);
    assert.deepEqual(fs.readdirSync(path.dirname(jsonl)).sort(), ['answers.csv', 'answers.jsonl']);
    await assert.rejects(
      predictFile(model, items, path.join(parent, 'x.txt')),
      /End the name with \.csv or \.jsonl/,
    );
  });

  it('is the same from one safetensors file, which is refused when a byte of it is changed', async () => {
    const file = path.join(parent, 'model.safetensors');
    exportSafetensors(folder, file);
    const loaded = await loadModel(file);
    const texts = sentences(40, 9).map(({ text }) => text);
    assert.deepEqual(loaded.batchPredict(texts), model.batchPredict(texts));
    assert.deepEqual(loaded.manifest, readModelFolder(folder).manifest);
    loaded.dispose();
    const bytes = fs.readFileSync(file);
    bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
    await assert.rejects(loadModel(file), /weights\.bin does not have the SHA-256/);
    const golden = path.resolve(import.meta.dirname, '../golden/weights.safetensors');
    await assert.rejects(loadModel(golden), /arrays, but no model of sentilab/);
  });

  it('loads a folder of an earlier schema', async () => {
    const old = await loadModel(path.resolve(import.meta.dirname, '../fixtures/model-v1/model'));
    assert.equal(old.manifest.schemaVersion, 1);
    const saved = JSON.parse(
      fs.readFileSync(path.resolve(import.meta.dirname, '../fixtures/model-v1/predictions.json'), 'utf8'),
    ) as { texts: string[]; probabilities: number[] };
    old
      .batchPredict(saved.texts)
      .forEach(({ probability }, i) =>
        assert.ok(Math.abs(probability - (saved.probabilities[i] ?? NaN)) <= 1e-6),
      );
    old.dispose();
  });
});

describe('a model with attention', () => {
  let parent: string;
  let model: Predictor;
  before(async function () {
    this.timeout(60_000);
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-attention-'));
    const options = { pooling: 'attention', text: { bos: true, eos: true } } as const;
    (await trainToyModel(parent + '/model', await getBackend(), options)).model.dispose();
    model = await loadModel(path.join(parent, 'model'));
  });
  after(() => {
    model.dispose();
    fs.rmSync(parent, { recursive: true, force: true });
  });

  it('says of each token that it read where it stands, and how much it looked at it', () => {
    const text = '  A LOVELY <br /> film, really';
    const { tokens = [] } = model.predictSentiment(text, { explain: true });
    assert.deepEqual(
      tokens.map(({ token, start, end }) => [token, text.slice(start, end)]),
      [
        ['a', 'A'],
        ['lovely', 'LOVELY'],
        ['film', 'film'],
        [',', ','],
        ['really', 'really'],
      ],
    );
    const sum = tokens.reduce((total, { weight }) => total + weight, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5 && tokens.every(({ weight }) => weight >= 0));
  });

  it('names the tokens of both ends of a long text, and none of an empty one', () => {
    const text = Array.from({ length: 40 }, (_, i) => `good${i}`).join(' ');
    const { tokens = [] } = model.predictSentiment(text, { explain: true });
    assert.equal(tokens.length, 10); // of 12, two are marks of beginning and end
    assert.ok(tokens.every(({ token, start, end }) => text.slice(start, end) === token));
    assert.deepEqual(model.predictSentiment('', { explain: true }).tokens, []);
  });

  it('has the probabilities of one that was not asked for attention, and a confidence nearer to one half', () => {
    const texts = sentences(60, 5).map(({ text }, i) => text.slice(0, 6 + (i % 25)));
    const plain = model.batchPredict(texts);
    model.batchPredict(texts, { confidence: 'attention-adjusted', explain: true }).forEach((asked, i) => {
      const { probability, confidence } = plain[i]!;
      assert.ok(Math.abs(asked.probability - probability) <= 1e-6);
      const weights = (asked.tokens ?? []).map(({ weight }) => weight);
      assert.ok(Math.abs(asked.confidence - attentionAdjusted(confidence, weights)) <= 1e-6);
      assert.ok(asked.confidence <= confidence + 1e-6 && asked.confidence >= 0.5 - 1e-6);
    });
  });
});
