import { foldText, type EncodedExample, type Example } from '../data/index.ts';
import { encodeCached, streamUnlabelled } from '../data/node.ts';
import { FailureError } from '../errors/index.ts';
import { Rng, deriveSeed } from '../random/index.ts';
import type { Backend } from '../runtime/index.ts';
import { evaluate, fit } from '../training/index.ts';
import { withChannels } from './channels.ts';
import type { Prepared, Preparer } from './prepare.ts';
import type { PseudoLabelsConfig } from './pseudo-labels-config.ts';
import type { RunConfig } from './run-config.ts';
import { startRun } from './start-run.ts';

export interface PseudoLabelEffects {
  readonly backend: Backend;
  readonly preparer: Preparer;
  readonly signal?: AbortSignal;
}

/**
 * Unlabelled texts with the labels of a teacher: the same configuration, trained on the labelled training part from a seed
 * of its own. Neither it nor its student sees a text of validation or test: unlabelled texts that say the same are left
 * out.
 *
 * @param seed of the run
 * @throws UserError when the unlabelled texts are not on this machine, with the command that gets them
 * @throws FailureError when the signal ended it
 */
export async function pseudoLabelled(
  { pseudoLabels, ...config }: RunConfig & { readonly pseudoLabels: PseudoLabelsConfig },
  seed: number,
  effects: PseudoLabelEffects,
): Promise<EncodedExample[]> {
  const { backend, preparer, signal } = effects;
  // Before anything is trained: texts that are missing are told at once.
  const unlabelled = await textsFor(
    pseudoLabels,
    config.data.split.seed,
    await preparer.prepare(config, seed),
  );
  const { prepared, trainable, rng } = await startRun(config, deriveSeed(seed, 'teacher'), {
    backend,
    preparer,
  });
  try {
    const epochs = pseudoLabels.teacherEpochs ?? config.training.epochs;
    const { stopped } = await fit(
      trainable,
      prepared,
      { ...config.training, epochs },
      {
        rng: rng.split('training'),
        ...(prepared.classWeights && { classWeights: prepared.classWeights }),
        ...(config.embedding.thawAtEpoch !== undefined && { thawAtEpoch: config.embedding.thawAtEpoch }),
        ...(signal && { signal }),
      },
    );
    if (stopped.reason === 'aborted')
      throw new FailureError('Training was stopped.', { fix: 'Run the same command again to go on.' });
    const read = withChannels(
      prepared.channels,
      await encodeCached(prepared.pipeline, unlabelled, { threads: 1 }),
    );
    return labelled(read, await evaluate(trainable, read), pseudoLabels);
  } finally {
    trainable.dispose();
  }
}

/** The examples of which the teacher is sure enough, aiming at what it says. */
export function labelled(
  examples: readonly EncodedExample[],
  probabilities: Float32Array,
  { labels, minConfidence }: PseudoLabelsConfig,
): EncodedExample[] {
  return examples.flatMap((example, i): EncodedExample[] => {
    const target = probabilities[i] ?? 0.5;
    if (Math.max(target, 1 - target) < minConfidence) return [];
    const label = target >= 0.5 ? 1 : 0;
    return [{ ...example, label, ...(labels === 'soft' && { target }) }];
  });
}

async function textsFor(
  { count }: PseudoLabelsConfig,
  seed: number,
  { split }: Pick<Prepared, 'split'>,
): Promise<Example[]> {
  const heldOut = new Set([...split.validation, ...split.test].map(({ text }) => foldText(text)));
  const texts: Example[] = [];
  for await (const { id, text } of streamUnlabelled())
    if (!heldOut.has(foldText(text))) texts.push({ id, text, label: 0 }); // the label is the teacher's to say
  return count >= texts.length ? texts : new Rng(seed).split('pseudo-labels').shuffle(texts).slice(0, count);
}
