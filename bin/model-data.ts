import type { Example } from 'sentilab/data';
import { UserError } from 'sentilab/errors';
import type { Predictor } from 'sentilab/inference';

/** Which part of a model's data. */
export type DataPart = 'train' | 'validation' | 'test';

/**
 * A part of the data that a model was trained on, parted as then.
 *
 * @throws UserError when the model does not say what it was trained on, or the data have changed since
 */
export async function modelData(
  manifest: Predictor['manifest'],
  part: DataPart,
): Promise<{ readonly examples: readonly Example[]; readonly title: string }> {
  const { dataConfigSchema, splitData } = await import('sentilab/experiment');
  const { loadDataset } = await import('sentilab/data/node');
  const config = dataConfigSchema.safeParse(manifest.config['data']);
  if (!config.success)
    throw new UserError('The model does not say which data it was trained on.', {
      field: 'model.json: config.data',
      value: manifest.config['data'],
      fix: 'Use a model of a sweep: npm run sweep',
    });
  const dataset = await loadDataset(config.data.source);
  if (dataset.fingerprint !== manifest.data.fingerprint)
    throw new UserError('The data are not those the model was trained on: its parts cannot be told.', {
      field: 'model.json: data.fingerprint',
      value: manifest.data.fingerprint,
      fix: `${dataset.name} is now ${dataset.fingerprint}. Bring the old data back, or train again.`,
    });
  const examples = splitData(dataset, config.data)[part];
  return { examples, title: `${part} part of ${dataset.name}` };
}

/** Labels of texts by a model. */
export function labelsOf(model: Predictor): (texts: readonly string[]) => number[] {
  const [, positive] = model.manifest.labels;
  return (texts) => model.batchPredict(texts).map(({ label }) => (label === positive ? 1 : 0));
}
