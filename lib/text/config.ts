import { z } from 'zod';
import { BOS, EOS, PAD, UNK } from './special-tokens.ts';
import { stepOf, stepSchema } from './steps/index.ts';
import type { StepConfig, StepConfigInput } from './steps/index.ts';

/** The steps of a pipeline that was told nothing: the text as GloVe's authors prepared theirs. */
export const DEFAULT_STEPS: readonly StepConfig[] = z
  .array(stepSchema)
  .parse([
    { kind: 'html' },
    { kind: 'unicode' },
    { kind: 'lowercase' },
    { kind: 'glove' },
  ] satisfies StepConfigInput[]);

/**
 * How texts become ids. Every field has a default, so `{}` is a whole configuration. Strict: a field that does not
 * exist is refused by name.
 */
export const textConfigSchema = z
  .strictObject({
    steps: z
      .array(stepSchema)
      // The very array, so that the check below can tell it from steps that somebody wrote.
      .default(() => DEFAULT_STEPS as StepConfig[])
      .describe('What happens to a text: text steps, one tokenizer, token steps, in this order'),
    lowercase: z.boolean().optional().describe('Short for the default steps with or without `lowercase`'),
    splitHyphens: z.boolean().optional().describe('Short for the default steps with this option of `glove`'),
    maxLength: z
      .int()
      .min(1)
      .max(4096)
      .default(256)
      .describe('Longest encoded text in tokens; longer ones are cut'),
    truncate: z
      .enum(['head', 'tail', 'head+tail'])
      .default('head+tail')
      .describe(
        'What is kept of a longer text: its beginning, its end, or the first 40 % and the last 60 % of maxLength',
      ),
    minFrequency: z
      .int()
      .min(1)
      .default(2)
      .describe('Tokens seen less often in the training texts become <unk>'),
    maxFrequency: z
      .int()
      .min(1)
      .nullable()
      .default(null)
      .describe('Tokens seen more often become <unk>; null: no limit'),
    maxDocumentShare: z
      .number()
      .gt(0)
      .max(1)
      .default(1)
      .describe('Tokens in a larger share of the training texts become <unk>'),
    maxSize: z
      .int()
      .min(3)
      .max(1_000_000)
      .default(30_000)
      .describe('Largest vocabulary, special tokens included; the most frequent tokens stay'),
    bos: z.boolean().default(false).describe('Begin every encoded text with <bos>; counts to maxLength'),
    eos: z.boolean().default(false).describe('End every encoded text with <eos>; counts to maxLength'),
    specialTokens: z
      .array(z.string().min(1))
      .default([])
      .describe('Tokens that are in the vocabulary whatever the texts say, such as what a step masks with'),
  })
  .check((context) => {
    const { steps, lowercase, splitHyphens, maxLength, maxSize, bos, eos, specialTokens } = context.value;
    const wrong = (path: readonly (string | number)[], message: string): void => {
      const input = path.reduce<unknown>(
        (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
        context.value,
      );
      context.issues.push({ code: 'custom', path: [...path], message, input });
    };
    checkOrder(steps, (index, message) => wrong(['steps', index], message));
    if ((steps as readonly StepConfig[]) !== DEFAULT_STEPS)
      for (const [field, value] of Object.entries({ lowercase, splitHyphens }))
        if (value !== undefined) wrong([field], 'Says the same as steps; write it there');
    const around = Number(bos) + Number(eos);
    if (maxLength <= around) wrong(['maxLength'], 'Leaves no room for a token beside <bos> and <eos>');
    if (maxSize < 3 + around + specialTokens.length)
      wrong(['maxSize'], 'Leaves no room for a word beside the special tokens');
    const reserved = new Set([PAD, UNK, BOS, EOS]);
    specialTokens.forEach((token, i) => {
      if (reserved.has(token))
        wrong(['specialTokens', i], 'Is a special token already, or is twice in the list');
      reserved.add(token);
    });
  })
  .overwrite(({ lowercase, splitHyphens, ...config }) => ({
    ...config,
    steps: config.steps.flatMap((step) => {
      if (step.kind === 'lowercase' && lowercase === false) return [];
      return step.kind === 'glove' && splitHyphens !== undefined ? { ...step, splitHyphens } : step;
    }),
  }));

/** A whole text configuration, defaults filled in and short forms written out. */
export type TextConfig = Readonly<
  Omit<z.infer<typeof textConfigSchema>, 'steps' | 'lowercase' | 'splitHyphens'> & {
    steps: readonly StepConfig[];
  }
>;

/** What a person may write: any field left out takes its default. */
export type TextConfigInput = Readonly<
  Omit<z.input<typeof textConfigSchema>, 'steps' | 'specialTokens'> & {
    steps?: readonly StepConfigInput[] | undefined;
    specialTokens?: readonly string[] | undefined;
  }
>;

/** Text steps, then exactly one tokenizer, then token steps. */
function checkOrder(steps: readonly StepConfig[], wrong: (index: number, message: string) => void): void {
  let tokenizer = -1;
  steps.forEach(({ kind }, index) => {
    const { stage } = stepOf(kind);
    if (stage === 'text' && tokenizer >= 0) wrong(index, 'Changes text and stands after the tokenizer');
    if (stage === 'token' && tokenizer < 0) wrong(index, 'Changes tokens and stands before the tokenizer');
    if (stage !== 'tokenizer') return;
    if (tokenizer >= 0) wrong(index, 'Is a second tokenizer');
    tokenizer = index;
  });
  if (tokenizer < 0) wrong(steps.length, 'A tokenizer is missing');
}
