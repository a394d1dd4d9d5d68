import { evaluateModels, type EvaluationReport } from 'sentilab/evaluation';
import { Rng } from 'sentilab/random';

/** A report of models of the given skill on seeded examples; texts and names may be anything. */
export function sampleReport(
  skills: Readonly<Record<string, number>>,
  options: { readonly examples?: number; readonly text?: string; readonly ratings?: boolean } = {},
): EvaluationReport {
  const { examples: count = 400, text = 'a film', ratings = true } = options;
  const rng = new Rng(9);
  const examples = Array.from({ length: count }, (_, i) => {
    const label = rng.int(0, 1) as 0 | 1;
    const words = `${text} `.repeat(rng.int(1, 60));
    return {
      id: `x/${i}`,
      label,
      text: words,
      ...(ratings && { rating: label ? rng.int(7, 10) : rng.int(1, 4) }),
    };
  });
  const models = Object.entries(skills).map(([name, skill]) => ({
    name,
    probabilities: examples.map(({ label }) => 1 / (1 + Math.exp(-((label * 2 - 1) * skill + rng.normal())))),
    threshold: { value: 0.5, from: 'the model’s own', criterion: null },
  }));
  return evaluateModels(
    {
      data: { name: `set ${text}`, title: `Title ${text}`, attribution: text, fingerprint: 'a'.repeat(64) },
      examples,
      models,
      bootstrap: { resamples: 100 },
    },
    new Rng(1),
  );
}
