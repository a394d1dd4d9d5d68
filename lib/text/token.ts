/**
 * A token and where it stands: UTF-16 offsets `[start, end)`, so that `text.slice(start, end)` is what it was made of.
 * Out of `TextPipeline.trace` the offsets count in the original text; inside a step, in the text that the tokenizer saw.
 */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
