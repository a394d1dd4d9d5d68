import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadDataset } from 'sentilab/data/node';
import { fitModel, parseModelConfig, restoreFitted, weightsSha256 } from 'sentilab/models';
import type { FittedConfig, FittedModel, LabelledDocuments } from 'sentilab/models';
import { readModelFolder, saveModelFolder } from 'sentilab/models/node';
import { Rng } from 'sentilab/random';

/** Small configurations by a word that tells them apart. A new kind that is not listed here does not compile. */
const KINDS: { readonly [K in FittedConfig['kind']]: Readonly<Record<string, FittedConfig>> } = {
  nbsvm: {
    plain: parseModelConfig({ kind: 'nbsvm' }),
    interpolated: parseModelConfig({ kind: 'nbsvm', C: 1, beta: 0.25, minDf: 1, tolerance: 0.01 }),
  },
};

const part = async (examples: number, seed: number): Promise<LabelledDocuments> => {
  const { examples: made } = await loadDataset({ kind: 'synthetic', examples, seed, words: 60 });
  return {
    documents: made.map(({ text }) => text.toLowerCase().split(/\s+/)),
    labels: made.map(({ label }) => label),
  };
};

const shift = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.map((tokens) => [...tokens]).reverse();

describe('every model that is fitted at once', () => {
  let train: LabelledDocuments;
  let validation: LabelledDocuments;
  let held: LabelledDocuments;
  before(async () => {
    [train, validation, held] = await Promise.all([part(800, 1), part(100, 2), part(100, 3)]);
  });
  const fit = (config: FittedConfig, seed = 1): FittedModel =>
    fitModel(config, { train, validation, rng: new Rng(seed) });

  for (const [kind, variants] of Object.entries(KINDS))
    for (const [variant, config] of Object.entries(variants))
      describe(`${kind}, ${variant}`, () => {
        it('gives one probability between 0 and 1 per document, an empty and an unknown one among them', () => {
          const p = fit(config).predict([...held.documents, [], ['xyzzy'], ['']]);
          assert.ok(p instanceof Float32Array);
          assert.equal(p.length, held.documents.length + 3);
          assert.ok(p.every((value) => value > 0 && value < 1));
          assert.equal(p.at(-1), p.at(-2));
        });

        it('predicts a document alone as in company, in any order', () => {
          const model = fit(config);
          const all = model.predict(held.documents);
          assert.deepEqual(model.predict(shift(held.documents)).reverse(), all);
          held.documents
            .slice(0, 20)
            .forEach((tokens, i) => assert.equal(model.predict([tokens])[0], all[i]));
        });

        it('predicts the same bits after it was saved and loaded', () => {
          const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-fitted-'));
          try {
            const model = fit(config);
            const { arrays, features } = model.exportState();
            const saved = saveModelFolder(path.join(folder, 'model'), {
              config: { model: { ...config } },
              labels: ['negative', 'positive'],
              data: { name: 'none', fingerprint: 'a'.repeat(64), splitFingerprint: null },
              metrics: {},
              state: { arrays },
              features,
              pipeline: {},
            });
            assert.equal(saved.files['weights.bin'].sha256, weightsSha256({ arrays }));
            const loaded = restoreFitted(config, readModelFolder(path.join(folder, 'model')));
            assert.deepEqual(loaded.predict(held.documents), model.predict(held.documents));
          } finally {
            fs.rmSync(folder, { recursive: true });
          }
        });

        it('has the same bits from the same seed, here and in another process', () => {
          const hash = weightsSha256(fit(config).exportState());
          assert.equal(weightsSha256(fit(config).exportState()), hash);
          const script = `
            import { fitModel, weightsSha256 } from 'sentilab/models';
            import { Rng } from 'sentilab/random';
            const { config, train, validation } = JSON.parse(await new Response(process.stdin).text());
            console.log(weightsSha256(fitModel(config, { train, validation, rng: new Rng(1) }).exportState()));`;
          const output = execFileSync(
            process.execPath,
            ['--import=tsx', '--input-type=module', '-e', script],
            { input: JSON.stringify({ config, train, validation }), encoding: 'utf8' },
          );
          assert.equal(output.trim(), hash);
        }).timeout(60_000);

        it('gets 99 of 100 unseen synthetic reviews right', () => {
          const right = fit(config)
            .predict(held.documents)
            .filter((p, i) => (p >= 0.5 ? 1 : 0) === held.labels[i]).length;
          assert.ok(right >= 99, String(right));
        });

        it('refuses weights and features that do not fit each other, as damage', () => {
          const { arrays, features } = fit(config).exportState();
          const [first, ...rest] = arrays;
          assert.ok(first);
          const short = { ...first, shape: [1], values: first.values.slice(0, 1) };
          assert.throws(
            () => restoreFitted(config, { arrays: [short, ...rest], features }),
            /There must be \d+ values/,
          );
          assert.throws(() => restoreFitted(config, { arrays: rest, features }), /There must be/);
          assert.throws(() => restoreFitted(config, { arrays, features: null }), /n-grams cannot be read/);
          assert.throws(
            () => restoreFitted(config, { arrays, features: { words: ['a'], bigrams: [0, 7] } }),
            /not among the words|There must be/,
          );
        });
      });
});
