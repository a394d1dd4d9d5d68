import { z } from 'zod';

/** Turns texts of one language into another. */
export interface Translator {
  /** What it is, for reports: `Apertium eng-spa`. */
  readonly title: string;
  /** Whether the result is a translation at all. */
  readonly isTranslation: boolean;
  /**
   * @param texts one line each
   * @param direction `there`: English to the other language; `back`: the other language to English
   * @returns as many texts, in the same order
   */
  translate(texts: readonly string[], direction: 'there' | 'back'): Promise<readonly string[]>;
}

/** Which translator, and how it is reached. */
export const translatorConfigSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('libre-translate'),
      url: z.url().describe('Where the server is, e.g. http://127.0.0.1:5000'),
      pivot: z.string().min(2).default('es').describe('Language code of the other language'),
      apiKeyFrom: z
        .string()
        .min(1)
        .optional()
        .describe(
          'Name of the environment variable with the key, where the server wants one: no key in a record',
        ),
      batchSize: z.int().min(1).max(1000).default(50).describe('Texts per request'),
      timeoutSeconds: z.number().positive().default(60).describe('Longest wait for an answer'),
    })
    .describe('A LibreTranslate server over HTTP'),
  z
    .strictObject({
      kind: z.literal('apertium'),
      pair: z
        .string()
        .regex(/^[a-z]{2,3}(?:_[A-Z]{2})?-[a-z]{2,3}(?:_[A-Z]{2})?$/, 'Must look like eng-spa')
        .default('eng-spa')
        .describe('Installed language pair, English first; back goes the other way'),
      command: z.string().min(1).default('apertium').describe('The program'),
    })
    .describe('Apertium, an external program: works offline'),
  z
    .strictObject({
      kind: z.literal('synset-pivot'),
    })
    .describe(
      'Not a translation: content words to the name of their WordNet meaning and back to another word of it. Offline',
    ),
]);

/** A whole translator configuration, defaults filled in. */
export type TranslatorConfig = z.output<typeof translatorConfigSchema>;

/** Makes the translator that a configuration names. */
export type MakeTranslator = (config: TranslatorConfig) => Translator;
