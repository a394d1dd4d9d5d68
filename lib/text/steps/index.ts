import { z } from 'zod';
import { bpe } from './bpe.ts';
import { characters } from './characters.ts';
import { emoji } from './emoji.ts';
import { entities } from './entities.ts';
import { glove } from './glove.ts';
import { html } from './html.ts';
import { lemma } from './lemma.ts';
import { lowercase } from './lowercase.ts';
import { negation } from './negation.ts';
import { ngrams } from './ngrams.ts';
import { numbers } from './numbers.ts';
import { repeats } from './repeats.ts';
import { stem } from './stem.ts';
import type { StepDefinition } from './step.ts';
import { stopWords } from './stop-words.ts';
import { unicode } from './unicode.ts';
import { urls } from './urls.ts';
import { whitespace } from './whitespace.ts';
import { wink } from './wink.ts';
import { words } from './words.ts';

/** Every kind of step. A new one adds its line here and in `stepSchema`. */
const STEPS: readonly StepDefinition[] = [
  html,
  unicode,
  lowercase,
  urls,
  numbers,
  repeats,
  emoji,
  glove,
  words,
  whitespace,
  characters,
  wink,
  bpe,
  stopWords,
  negation,
  stem,
  lemma,
  entities,
  ngrams,
];

/** One step of a text pipeline: its `kind` and that kind's options. */
export const stepSchema = z.discriminatedUnion('kind', [
  html.schema,
  unicode.schema,
  lowercase.schema,
  urls.schema,
  numbers.schema,
  repeats.schema,
  emoji.schema,
  glove.schema,
  words.schema,
  whitespace.schema,
  characters.schema,
  wink.schema,
  bpe.schema,
  stopWords.schema,
  negation.schema,
  stem.schema,
  lemma.schema,
  entities.schema,
  ngrams.schema,
]);

/** A step with its options, defaults filled in. */
export type StepConfig = Readonly<z.infer<typeof stepSchema>>;

/** What a person may write of a step. */
export type StepConfigInput = Readonly<z.input<typeof stepSchema>>;

/** The definition of a step's kind; every kind that `stepSchema` lets through has one. */
export function stepOf(kind: StepConfig['kind']): StepDefinition {
  const found = STEPS.find((step) => step.kind === kind);
  if (!found) throw new Error(`The step "${kind}" is in the schema but not in the list.`);
  return found;
}
