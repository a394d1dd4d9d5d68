import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Rng } from 'sentilab/random';
import {
  NbSvm,
  NgramVocabulary,
  binaryRows,
  fitSigmoid,
  logCountRatio,
} from '../../../lib/models/nbsvm/index.ts';

interface Golden {
  readonly by: string;
  readonly train: readonly (readonly string[])[];
  readonly trainLabels: readonly number[];
  readonly test: readonly (readonly string[])[];
  readonly testLabels: readonly number[];
  readonly fits: readonly {
    readonly C: number;
    readonly alpha: number;
    readonly minDf: number;
    readonly ratio: Readonly<Record<string, number>>;
    readonly weights: Readonly<Record<string, number>>;
    readonly bias: number;
    readonly decisions: readonly number[];
  }[];
  readonly platt: { readonly slope: number; readonly offset: number };
}

const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../golden/nbsvm.json'), 'utf8'),
) as Golden;

function close(
  actual: number | undefined,
  expected: number | undefined,
  tolerance: number,
  what: string,
): void {
  assert.ok(
    actual !== undefined && expected !== undefined && Math.abs(actual - expected) <= tolerance,
    `${what}: ${actual}, expected ${expected}`,
  );
}

describe(`NB-SVM against ${golden.by}`, () => {
  for (const { C, alpha, minDf, ratio, weights, bias, decisions } of golden.fits) {
    const title = `C=${C}, alpha=${alpha}, minDf=${minDf}`;

    it(`has the features of CountVectorizer and the same log-count ratios to 1e-12 (${title})`, () => {
      const vocabulary = NgramVocabulary.fit(golden.train, minDf);
      const names = Array.from({ length: vocabulary.size }, (_, i) => vocabulary.nameOf(i));
      assert.deepEqual([...names].sort(), Object.keys(ratio).sort());
      const rows = golden.train.map((document) => vocabulary.encode(document));
      const ours = logCountRatio(binaryRows(rows, vocabulary.size), golden.trainLabels, alpha);
      names.forEach((name, i) => close(ours[i], ratio[name], 1e-12, name));
    });

    it(`has the weights and decisions of LinearSVC to 1e-8 (${title})`, () => {
      const options = { C, alpha, minDf, tolerance: 1e-12, maxIterations: 1_000_000 };
      const model = NbSvm.fit(golden.train, golden.trainLabels, options, new Rng(5));
      assert.ok(model.solver.converged);
      close(model.bias, bias, 1e-8, 'bias');
      model.weights.forEach((weight, i) => {
        const name = model.vocabulary.nameOf(i);
        close(weight, weights[name], 1e-8, name);
      });
      golden.test.forEach((document, i) =>
        close(model.decision(document), decisions[i], 1e-8, document.join(' ')),
      );
    });
  }

  it('calibrates to the same sigmoid to 1e-4, which is as far as its L-BFGS goes', () => {
    const { slope, offset } = fitSigmoid(golden.fits[0]!.decisions.slice(0, 40), golden.testLabels);
    close(slope, golden.platt.slope, 1e-4 * Math.abs(golden.platt.slope), 'slope');
    close(offset, golden.platt.offset, 1e-4, 'offset');
  });
});
