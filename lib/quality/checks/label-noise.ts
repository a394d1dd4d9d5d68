import { z } from 'zod';
import { applySigmoid, fitSigmoid } from '../../models/index.ts';
import { defineCheck } from '../check.ts';
import { confidentDisagreements } from '../confident-disagreements.ts';
import { heldOutDecisions } from '../held-out-decisions.ts';
import { evenEdges, histogram } from '../histogram.ts';

/** Fewer examples of a class teach a classifier nothing that could accuse a label. */
const SMALLEST_CLASS = 25;

/**
 * Examples whose label a classifier that never saw them contradicts with high confidence: NB-SVM (Wang & Manning 2012),
 * cross-validated with duplicates and groups kept in one fold, its decisions calibrated (Platt). The further numbers
 * estimate by confident learning (Northcutt, Jiang & Chuang 2021) how many labels are wrong in all.
 */
export const labelNoise = defineCheck({
  kind: 'label-noise',
  title: 'Label-noise candidates',
  counts:
    'Texts whose label a cross-validated NB-SVM contradicts with at least the stated confidence. Candidates, not proofs: irony is among them.',
  severity: 'warning',
  fix: 'Read them, most confident first; correct or drop what is wrong.',
  limit: '5%',
  options: z.strictObject({
    folds: z.int().min(2).max(20).default(5).describe('Parts of the cross-validation'),
    confidence: z
      .number()
      .min(0.5)
      .max(1)
      .default(0.95)
      .describe('Probability of the other label, from which it counts'),
    C: z.number().positive().default(0.01).describe('Of the SVM, see NB-SVM'),
    minDf: z.int().min(1).default(2).describe('Uni- and bigrams in fewer texts are left out'),
    tolerance: z.number().positive().default(0.01).describe('Of the solver'),
  }),
  async run(context, { folds, confidence, ...model }) {
    const { examples } = context;
    const labels = Uint8Array.from(examples, ({ label }) => label);
    const positives = labels.reduce((sum, label) => sum + label, 0);
    const smallest = Math.min(positives, labels.length - positives);
    if (smallest < SMALLEST_CLASS)
      return {
        count: 0,
        examples: [],
        skipped: `a class has ${smallest} examples; a classifier needs ${SMALLEST_CLASS}`,
      };
    const decisions = await heldOutDecisions(context, labels, { folds, ...model });
    const sigmoid = fitSigmoid(decisions, labels);
    const positive = Float64Array.from(decisions, (decision) => applySigmoid(sigmoid, decision));
    const given = positive.map((p, i) => (labels[i] === 1 ? p : 1 - p));
    const found = Array.from(given, (p, i) => ({ p, i }))
      .filter(({ p }) => 1 - p >= confidence)
      .sort((a, b) => a.p - b.p || a.i - b.i);
    return {
      count: found.length,
      examples: found.map(({ p, i }) => ({
        at: [i],
        detail: `labelled ${name(labels[i])}, ${name(1 - (labels[i] ?? 0))} with ${(100 * (1 - p)).toFixed(1)} %`,
      })),
      facts: {
        'cross-validated accuracy': given.reduce((sum, p) => sum + (p > 0.5 ? 1 : 0), 0) / given.length,
        'wrong labels by confident learning': confidentDisagreements(labels, positive),
      },
      histogram: histogram('probability of the given label, held out', given, evenEdges(0, 1, 20)),
    };
  },
});

function name(label: number | undefined): string {
  return label === 1 ? 'positive' : 'negative';
}
