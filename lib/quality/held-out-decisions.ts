import { kFold } from '../data/index.ts';
import { NgramVocabulary, binaryRows, logCountRatio, trainLinearSvm } from '../models/index.ts';
import type { CheckContext } from './check.ts';

/** How the classifier is trained, see `nbSvmConfigSchema`. */
export interface HeldOutOptions {
  readonly folds: number;
  readonly C: number;
  readonly minDf: number;
  readonly tolerance: number;
}

/**
 * Signed distance of every example from the border of an NB-SVM that was trained without it. The n-gram vocabulary is
 * shared by the folds: it holds no labels, and counting once saves most of the time.
 *
 * @param labels 0 or 1 per example, both must occur
 * @returns [examples], above 0 positive
 */
export async function heldOutDecisions(
  context: CheckContext,
  labels: Uint8Array,
  { folds, C, minDf, tolerance }: HeldOutOptions,
): Promise<Float64Array> {
  const documents = await context.tokens();
  const steps = folds + 2;
  await context.pause(0, steps);
  const vocabulary = NgramVocabulary.fit(documents, minDf);
  await context.pause(1, steps);
  const rows = documents.map((document) => vocabulary.encode(document));
  const foldOf = foldsOf(context, folds);
  const decisions = new Float64Array(documents.length);
  for (let fold = 0; fold < folds; fold++) {
    await context.pause(2 + fold, steps);
    const rest = rows.map((_, i) => i).filter((i) => foldOf[i] !== fold);
    const features = binaryRows(
      rest.map((i) => rows[i] ?? new Int32Array(0)),
      vocabulary.size,
    );
    const restLabels = Uint8Array.from(rest, (i) => labels[i] ?? 0);
    const ratio = logCountRatio(features, restLabels, 1);
    const rng = context.rng.split(`fold-${fold}`);
    const svm = trainLinearSvm(features, ratio, restLabels, { C, tolerance, maxIterations: 1000, rng });
    const weights = svm.weights.map((weight, feature) => weight * (ratio[feature] ?? NaN));
    rows.forEach((row, i) => {
      if (foldOf[i] !== fold) return;
      let sum = svm.bias;
      for (const feature of row) sum += weights[feature] ?? 0;
      decisions[i] = sum;
    });
  }
  await context.pause(steps, steps);
  return decisions;
}

/** Fewer groups than this per fold do not fill the folds evenly. */
const GROUPS_PER_FOLD = 2;

/** Fold of every example; duplicates and, where there are enough, members of a group do not vouch for one another. */
function foldsOf({ examples, rng }: CheckContext, folds: number): Uint8Array {
  const groups = new Set(examples.flatMap(({ group }) => group ?? []));
  const kind = groups.size >= GROUPS_PER_FOLD * folds ? 'grouped' : 'stratified';
  const dealt = kFold(
    { name: 'the data', examples },
    { kind, folds, seed: rng.nextSeed(), duplicates: 'near' },
  );
  const foldOf = new Map(
    dealt.flatMap(({ validation }, fold) => validation.map((example) => [example, fold] as const)),
  );
  return Uint8Array.from(examples, (example) => foldOf.get(example) ?? 0);
}
