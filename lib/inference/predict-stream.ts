import { UserError } from '../errors/index.ts';
import type { PredictOptionsInput } from './options.ts';
import type { Prediction } from './prediction.ts';
import type { Predictor } from './predictor.ts';

export interface PredictStreamOptions extends PredictOptionsInput {
  /** Texts that are held and predicted together. More find more company of their length. Default 512. */
  readonly chunk?: number;
  /** Ends the reading; what was pulled is closed and the loop throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Predictions of a stream of any length, in its order, each with the item it belongs to. At most `chunk` items are held,
 * and the next ones are pulled when these have been taken: whoever reads slowly keeps the source waiting. Leaving the
 * loop early closes the source.
 *
 * @throws UserError for a bad option, before anything is read
 */
export async function* predictStream<T extends { readonly text: string }>(
  predictor: Pick<Predictor, 'batchPredict'>,
  items: Iterable<T> | AsyncIterable<T>,
  { chunk = 512, signal, ...options }: PredictStreamOptions = {},
): AsyncGenerator<readonly [item: T, prediction: Prediction]> {
  if (!Number.isSafeInteger(chunk) || chunk < 1)
    throw new UserError('A chunk has at least one text.', { field: 'chunk', value: chunk, fix: 'Use 512.' });
  predictor.batchPredict([], options); // refuses bad options now
  let held: T[] = [];
  const release = function* (): Generator<readonly [T, Prediction]> {
    const predictions = predictor.batchPredict(
      held.map(({ text }) => text),
      options,
    );
    for (const [i, item] of held.entries()) yield [item, predictions[i] as Prediction];
    held = [];
  };
  for await (const item of items) {
    signal?.throwIfAborted();
    held.push(item);
    if (held.length === chunk) yield* release();
  }
  yield* release();
}
