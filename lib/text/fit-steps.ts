import { compileTextSteps } from './compile.ts';
import { stepOf } from './steps/index.ts';
import type { StepConfig } from './steps/index.ts';
import type { Json, Work } from './steps/step.ts';

/** Steps that have learnt what they learn from the training texts. */
export interface FittedSteps {
  readonly works: readonly Work[];
  /** What each step learnt; null for those that learn nothing. */
  readonly learned: Json[];
  /** The same texts once more. */
  readonly again: Iterable<string> | AsyncIterable<string>;
}

/** Prepares steps in order; one that learns sees the texts as the text steps before it leave them. */
export async function fitSteps(
  texts: Iterable<string> | AsyncIterable<string>,
  steps: readonly StepConfig[],
): Promise<FittedSteps> {
  const definitions = steps.map(({ kind }) => stepOf(kind));
  const again = definitions.some(({ fit }) => fit) && isSpentByReading(texts) ? await collect(texts) : texts;
  const works: Work[] = [];
  const learned: Json[] = [];
  for (const [i, step] of steps.entries()) {
    const definition = stepOf(step.kind);
    const fitted = definition.fit ? await definition.fit(normalized(again, [...works]), step) : null;
    learned.push(fitted);
    works.push(await definition.prepare(step, fitted, i));
  }
  return { works, learned, again };
}

async function* normalized(
  texts: Iterable<string> | AsyncIterable<string>,
  works: readonly Work[],
): AsyncGenerator<string> {
  const normalize = compileTextSteps(works);
  for await (const text of texts) yield normalize(text);
}

/** Generators give themselves when asked for an iterator. */
function isSpentByReading(texts: Iterable<string> | AsyncIterable<string>): boolean {
  const iterator: unknown =
    Symbol.asyncIterator in texts ? texts[Symbol.asyncIterator]() : texts[Symbol.iterator]();
  return iterator === texts;
}

async function collect(texts: Iterable<string> | AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const text of texts) all.push(text);
  return all;
}
