import { foldText } from 'sentilab/data';
import { UserError } from 'sentilab/errors';
import { chooseThreshold, type EvaluatedModel, type LabelledExample } from 'sentilab/evaluation';
import type { Predictor } from 'sentilab/inference';
import type { EvaluateFlags } from '../commands/evaluate.ts';
import { modelData } from '../model-data.ts';
import { parseCriterion } from './criterion.ts';
import { loadLabelled } from './load-labelled.ts';
import { predictAll } from './predict-all.ts';

/**
 * The threshold to judge a model by: the person's, the model's own, or one chosen on other data.
 *
 * @throws UserError when data to choose it on share a text with those it is judged on: that would flatter it
 */
export async function thresholdFor(
  model: Predictor,
  judgedOn: readonly LabelledExample[],
  { threshold, choose, on }: EvaluateFlags,
  status: (text: string) => void,
): Promise<EvaluatedModel['threshold']> {
  if (choose === undefined)
    return threshold === undefined
      ? { value: model.manifest.threshold, from: 'the model’s own', criterion: null }
      : { value: threshold, from: 'given by hand', criterion: null };
  const criterion = parseCriterion(choose);
  const { examples, title } =
    on === undefined
      ? await modelData(model.manifest, 'validation')
      : await loadLabelled(on, undefined, status);
  const judged = new Set(judgedOn.map(({ text }) => foldText(text)));
  const shared = examples.filter(({ text }) => judged.has(foldText(text))).length;
  if (shared > 0)
    throw new UserError(
      `A threshold is not chosen on the data it is judged on: ${shared} texts are in both.`,
      {
        field: '--on',
        value: on ?? title,
        fix: 'Choose it on other data, such as the validation part.',
      },
    );
  const { probabilities } = predictAll(model, examples, model.manifest.threshold, (done) =>
    status(`Choosing the threshold: ${done} texts`),
  );
  const truth = examples.map(({ label }) => label);
  const chosen = chooseThreshold(truth, probabilities, criterion);
  return { value: chosen.threshold, from: `best ${choose} on ${title}`, criterion: chosen.criterion };
}
