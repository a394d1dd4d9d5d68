import { NgramVocabulary, binaryRows, logCountRatio, trainLinearSvm } from '../models/index.ts';
import type { Rng } from '../random/index.ts';
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
  const foldOf = dealFolds(labels, await unitsOf(context), folds, context.rng.split('folds'));
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

/** Number of the unit each example is in: duplicates and members of a group must not vouch for one another. */
async function unitsOf(context: CheckContext): Promise<Int32Array> {
  const { clusterOf } = await context.duplicates();
  const unit = Int32Array.from(clusterOf);
  const find = (i: number): number => {
    while (unit[i] !== i) i = unit[i] = unit[unit[i] ?? i] ?? i;
    return i;
  };
  const firstOf = new Map<string, number>();
  context.examples.forEach(({ group }, i) => {
    if (group === undefined) return;
    const first = firstOf.get(group);
    if (first === undefined) firstOf.set(group, i);
    else unit[find(i)] = find(first);
  });
  return unit.map((_, i) => find(i));
}

/** Deals the units out, largest first and each to the fold that has the least of their class so far. */
function dealFolds(labels: Uint8Array, unitOf: Int32Array, folds: number, rng: Rng): Uint8Array {
  const units = new Map<number, { readonly members: number[]; positives: number }>();
  unitOf.forEach((unit, i) => {
    const known = units.get(unit) ?? { members: [], positives: 0 };
    known.members.push(i);
    known.positives += labels[i] ?? 0;
    units.set(unit, known);
  });
  const load = Array.from({ length: folds }, () => [0, 0] as [number, number]);
  const foldOf = new Uint8Array(labels.length);
  const order = rng.shuffle([...units.values()]).sort((a, b) => b.members.length - a.members.length);
  for (const { members, positives } of order) {
    const counts = [members.length - positives, positives] as const;
    const main = counts[1] > counts[0] ? 1 : 0;
    let best = 0;
    for (let fold = 1; fold < folds; fold++)
      if ((load[fold]?.[main] ?? 0) < (load[best]?.[main] ?? 0)) best = fold;
    load[best]![0] += counts[0];
    load[best]![1] += counts[1];
    for (const member of members) foldOf[member] = best;
  }
  return foldOf;
}
