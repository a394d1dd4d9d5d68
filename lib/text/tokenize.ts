import { tokenizeChunk } from './steps/glove.ts';

export interface TokenizeOptions {
  /** `well-made` → `well`, `-`, `made`. Default true. */
  readonly splitHyphens?: boolean;
}

/**
 * The default tokenizer by itself, on text that is normalised already: see the step `glove`. No token holds white
 * space, and tokens depend on nothing but the characters between two spaces.
 */
export function tokenize(text: string, { splitHyphens = true }: TokenizeOptions = {}): string[] {
  const chunks = text.match(/\S+/g) ?? [];
  return chunks.flatMap((chunk) => tokenizeChunk(chunk, splitHyphens).map((token) => token.text));
}
