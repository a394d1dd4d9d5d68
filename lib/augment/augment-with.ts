import { UserError } from '../errors/index.ts';
import { parseConfig } from '../config/index.ts';
import type { Example } from '../data/index.ts';
import type { Rng } from '../random/index.ts';
import { createAugmenter } from './augmenters/index.ts';
import { recommendedEda } from './augmenters/eda.ts';
import { augmentConfigSchema, type AugmentConfigInput } from './config.ts';
import { createGate, type Gate } from './gate/gate.ts';
import { eitherLexicon, learnLexicon } from './gate/learnt-lexicon.ts';
import { REFUSALS, type Refusal } from './gate/config.ts';
import type { Augmenter } from './augmenter.ts';
import type { Resources } from './resources.ts';
import type { Rewritten } from './rewrite.ts';

/** A new example, with what it was made of. */
export interface AugmentedExample {
  readonly example: Example;
  /** The example it came from. */
  readonly original: Example;
  readonly augmenter: string;
  /** Leads every stretch of the new text to its place in the original. */
  readonly rewritten: Rewritten;
}

/** What became of one augmenter's copies. */
export interface AugmenterReport {
  readonly kind: string;
  /** Copies asked for: examples × copies. */
  readonly wanted: number;
  /** New examples. */
  readonly made: number;
  /** Copies given up after their attempts, by the reason of the last one; with `made` they add up to `wanted`. */
  readonly refused: Readonly<Record<Refusal, number>>;
  /** Texts drawn in all, further attempts included. */
  readonly attempts: number;
  /** At most three refused texts of each reason. */
  readonly refusedExamples: readonly {
    readonly reason: Refusal;
    readonly original: string;
    readonly text: string;
  }[];
}

/** What augmentation did, by augmenter. */
export interface AugmentReport {
  /** Examples there were. */
  readonly originals: number;
  /** New ones. */
  readonly made: number;
  readonly augmenters: readonly AugmenterReport[];
}

export interface AugmentOptions {
  /** Every copy draws from a generator of its own, named by example, augmenter and copy: order plays no part. */
  readonly rng: Rng;
  readonly signal?: AbortSignal;
  /** Told after each round of an augmenter: copies settled and copies wanted, over all augmenters. */
  readonly onProgress?: (done: number, wanted: number) => void;
}

export interface Augmented {
  /** The given ones in their order, then the new ones, augmenter after augmenter. */
  readonly examples: readonly Example[];
  readonly augmented: readonly AugmentedExample[];
  readonly report: AugmentReport;
}

/**
 * Examples and new ones made of them. A new example keeps label, group and rating; its id is the original's with `+aug-1`, …
 *
 * @param examples the training part, nothing else: what is said in validation and test must stay unseen
 * @param resources see `loadResources` of `sentilab/augment/node`
 * @throws UserError when the configuration is wrong or a resource is missing
 */
export async function augmentWith(
  examples: readonly Example[],
  config: AugmentConfigInput,
  resources: Resources,
  options: AugmentOptions,
): Promise<Augmented> {
  const { augmenters, gate: gateConfig } = parseConfig(augmentConfigSchema, config, 'augment');
  const setting = { trainingSize: examples.length };
  if (augmenters.length === 0 || examples.length === 0)
    return { examples, augmented: [], report: { originals: examples.length, made: 0, augmenters: [] } };
  const { sentiment, learnt } = gateConfig;
  const lexicon =
    sentiment && learnt !== null && resources.lexicon
      ? eitherLexicon(resources.lexicon, learnLexicon(examples, learnt))
      : resources.lexicon;
  const gate = createGate(
    gateConfig,
    { ...resources, ...(lexicon && { lexicon }) },
    examples.map(({ text }) => text),
  );
  const jobs = augmenters.map((one, index) => ({
    index,
    copies: one.copies === 'auto' ? recommendedEda(setting.trainingSize).copies : one.copies,
    augmenter: createAugmenter(one, resources, setting),
  }));
  const wanted = jobs.reduce((sum, { copies }) => sum + copies * examples.length, 0);
  const made = new Map<string, number>();
  const augmented: AugmentedExample[] = [];
  const reports: AugmenterReport[] = [];
  let before = 0;
  for (const { augmenter, copies, index } of jobs) {
    const attempts = augmenter.deterministic ? 1 : gateConfig.attempts;
    const tasks = examples.flatMap((example) =>
      Array.from({ length: copies }, (_, copy): Task => ({
        example,
        rng: options.rng.split(`${augmenter.kind}-${index}/${example.id}/${copy + 1}`),
      })),
    );
    const { passed, report } = await runAugmenter(augmenter, tasks, attempts, gate, {
      ...(options.signal && { signal: options.signal }),
      onSettled: (settled) => options.onProgress?.(before + settled, wanted),
    });
    before += tasks.length;
    reports.push(report);
    for (const { example: original, rewritten } of passed) {
      const number = (made.get(original.id) ?? 0) + 1;
      made.set(original.id, number);
      const example = { ...original, id: `${original.id}+aug-${number}`, text: rewritten.text };
      augmented.push({ example, original, augmenter: augmenter.kind, rewritten });
    }
  }
  return {
    examples: [...examples, ...augmented.map(({ example }) => example)],
    augmented,
    report: { originals: examples.length, made: augmented.length, augmenters: reports },
  };
}

interface Task {
  readonly example: Example;
  readonly rng: Rng;
}

interface Passed {
  readonly example: Example;
  readonly rewritten: Rewritten;
}

/** In rounds: every copy once, then the refused ones again; a translator is so asked for many texts at a time. */
async function runAugmenter(
  augmenter: Augmenter,
  tasks: readonly Task[],
  attempts: number,
  gate: Gate,
  watch: { readonly signal?: AbortSignal; readonly onSettled: (count: number) => void },
): Promise<{ readonly passed: readonly Passed[]; readonly report: AugmenterReport }> {
  const results: (Passed | Refusal)[] = tasks.map(() => 'unchanged');
  const refusedExamples: { reason: Refusal; original: string; text: string }[] = [];
  let open = tasks.map((_, at) => at);
  let drawn = 0;
  for (let attempt = 1; attempt <= attempts && open.length > 0; attempt++) {
    if (watch.signal?.aborted) throw new UserError('Augmentation was stopped.', { fix: 'Run it again.' });
    const rewritten = await augmenter.augment(
      open.map((at) => {
        const { example, rng } = tasks[at] as Task;
        return { text: example.text, rng: rng.split(`attempt-${attempt}`), isProtected: gate.isProtected };
      }),
    );
    drawn += open.length;
    open = open.filter((at, i) => {
      const { example } = tasks[at] as Task;
      const result = rewritten[i] as Rewritten;
      const reason = gate.judge(example.text, result.text);
      results[at] = reason ?? { example, rewritten: result };
      if (reason === null) return false;
      if (attempt === attempts && refusedExamples.filter((one) => one.reason === reason).length < 3)
        refusedExamples.push({ reason, original: example.text, text: result.text });
      return true;
    });
    watch.onSettled(attempt === attempts ? tasks.length : tasks.length - open.length);
  }
  const passed = results.filter((result): result is Passed => typeof result !== 'string');
  const refused = Object.fromEntries(
    REFUSALS.map((reason) => [reason, results.filter((result) => result === reason).length]),
  ) as Record<Refusal, number>;
  return {
    passed,
    report: {
      kind: augmenter.kind,
      wanted: tasks.length,
      made: passed.length,
      refused,
      attempts: drawn,
      refusedExamples,
    },
  };
}
