import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadDataset } from 'sentilab/data/node';
import type { Predictor } from 'sentilab/inference';
import { createPredictor } from 'sentilab/inference';
import { loadModel } from 'sentilab/inference/node';
import { fitModel, parseModelConfig } from 'sentilab/models';
import { readModelFolder, saveModelFolder } from 'sentilab/models/node';
import { Rng } from 'sentilab/random';
import { getBackend } from 'sentilab/runtime/node';
import { TextPipeline } from 'sentilab/text';
import { trainToyModel } from './toy-model.ts';

/** Texts by the name of their row in docs/inference.md. */
const TEXTS: Readonly<Record<string, string>> = {
  'the empty text': '',
  'white space only': ' \n\t\u00a0\u3000 ',
  'HTML without text': '<div><br /><img src="x.png"></div>',
  'punctuation only': '!!! ... ??? --',
  'one letter': 'a',
  'emoji only': '🎬🎬🎬',
  'emoji beside words': 'a good film 🎬🎉',
  'words the model does not know': 'xyzzy plugh frobnicate',
  'one very long word': 'q'.repeat(100_000),
  'another language':
    'Una película maravillosa, con actores estupendos y una historia conmovedora de principio a fin.',
  'another script':
    '素晴らしい映画でした。俳優の演技も物語も最初から最後まで感動的で、もう一度見たいと思います。必ず見てください。',
  'right to left': 'فيلم رائع مع ممثلين رائعين وقصة مؤثرة من البداية إلى النهاية ، أنصح به الجميع بكل تأكيد',
  'direction marks round words': '\u202ba good film\u202c\u200f',
  'half of a surrogate pair': '\ud83d',
  'NUL and control characters': 'a good\u0000 film\u0007\u001b[31m',
  '100,000 words': 'good film '.repeat(50_000),
};

describe('edge texts', () => {
  let parent: string;
  let networks: Predictor;
  let linear: Predictor;
  /** Warning by row of the table, for networks and for models that are fitted at once. */
  const documented = new Map<string, readonly [network: string, fitted: string]>();

  before(async function () {
    this.timeout(120_000);
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-edge-'));
    const backend = await getBackend();
    const { examples } = await loadDataset('rt');
    const texts = examples.map(({ text }) => text);
    const pipeline = await TextPipeline.fit(texts, { maxLength: 48 });
    const config = parseModelConfig({ kind: 'nbsvm', tolerance: 0.1 });
    const part = (from: number, step: number) => {
      const some = examples.filter((_, i) => i % step === from);
      return {
        documents: some.map(({ text }) => pipeline.tokens(text)),
        labels: some.map(({ label }) => label),
      };
    };
    const model = fitModel(config, { train: part(0, 4), validation: part(1, 8), rng: new Rng(1) });
    const { arrays, features } = model.exportState();
    saveModelFolder(path.join(parent, 'linear'), {
      config: { model: config },
      labels: ['negative', 'positive'],
      data: { name: 'rt', fingerprint: 'a'.repeat(64), splitFingerprint: null },
      metrics: {},
      state: { arrays },
      features,
      pipeline: pipeline.toJSON(),
    });
    linear = await loadModel(path.join(parent, 'linear'));
    // A network of the same vocabulary: what it says is decided by its first weights, whether it says it is the point.
    const toy = await trainToyModel(path.join(parent, 'toy'), backend);
    toy.model.dispose();
    networks = await createPredictor(readModelFolder(path.join(parent, 'toy')), backend);
    const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/inference.md'), 'utf8');
    const table = page.slice(page.indexOf('What edge texts get'));
    for (const [, row = '', network = '', fitted = ''] of table.matchAll(
      /^\| ([^|]+?) +\| `?([a-z-]+|–)`? +\| `?([a-z-]+|–)`? +\|/gm,
    ))
      if (row !== 'text' && !row.startsWith('-') && !row.startsWith('`'))
        documented.set(row, [network, fitted]);
  });
  after(() => {
    networks.dispose();
    linear.dispose();
    fs.rmSync(parent, { recursive: true, force: true });
  });

  it('are all in the table of docs/inference.md, at least twelve of them', () => {
    assert.deepEqual([...documented.keys()].sort(), Object.keys(TEXTS).sort());
    assert.ok(documented.size >= 12);
  });

  for (const [name, text] of Object.entries(TEXTS))
    it(`${name}: a number, a label, and the warning that is documented`, () => {
      for (const [at, model] of [networks, linear].entries()) {
        const { probability, confidence, label, decision, warning } = model.predictSentiment(text);
        assert.ok(probability >= 0 && probability <= 1 && confidence >= 0.5 && confidence <= 1);
        assert.ok(['negative', 'positive'].includes(label) && decision === label);
        assert.equal(warning?.kind ?? '–', documented.get(name)?.[at], at === 0 ? 'network' : 'fitted');
        assert.ok(warning === undefined || warning.message.endsWith('.'));
      }
    });

  it('keep their answers in the company of others', () => {
    for (const model of [networks, linear])
      model.batchPredict(Object.values(TEXTS)).forEach((together, i) => {
        const alone = model.predictSentiment(Object.values(TEXTS)[i] ?? '');
        assert.ok(Math.abs(alone.probability - together.probability) <= 1e-6);
        assert.deepEqual(together.warning, alone.warning);
      });
  });

  it('tell the language by name, and hold short texts and English ones for none', () => {
    const { warning } = linear.predictSentiment(TEXTS['another language'] ?? '');
    assert.match(warning?.message ?? '', /seems to be Spanish/);
    assert.equal(linear.predictSentiment('Muy bueno').warning?.kind, 'unknown-words');
    const typos = 'thsi flim wsa relly amzing adn teh actros wree gerat , a goood tiem fro evrybody';
    assert.notEqual(linear.predictSentiment(typos).warning?.kind, 'other-language');
  });
});
