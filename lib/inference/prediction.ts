/** Why a prediction deserves less trust than its number says. */
export interface PredictionWarning {
  /**
   * `empty`: no token at all. `no-words`: no word of two letters. `other-language`: the text is in another language than
   * the model's. `unknown-words`: the model knows no word of it. `truncated`: only a part of a long text was read.
   */
  readonly kind: 'empty' | 'no-words' | 'other-language' | 'unknown-words' | 'truncated';
  /** In words. */
  readonly message: string;
}

/** A token that a model has read, and how much it looked at it. */
export interface TokenAttention {
  /** As the model reads it: lower case, for example. */
  readonly token: string;
  /** Where it stands in the text that was given: `text.slice(start, end)`, UTF-16. */
  readonly start: number;
  readonly end: number;
  /** Share of the attention, 0 … 1; over the tokens of a text they add up to 1. */
  readonly weight: number;
}

/** What a model says of a text. */
export interface Prediction {
  /** Name of the likelier class by the threshold: `negative` or `positive`. */
  readonly label: string;
  /** The label, or `uncertain` where the options say so. */
  readonly decision: string;
  /** Of class 1, `positive`; always a number from 0 to 1. */
  readonly probability: number;
  /** How sure the model is of the label, by the kind that was asked for. Below one half only with a threshold other than 0.5. */
  readonly confidence: number;
  /** With `explain`, of models that have attention: the tokens that were read, in their order. */
  readonly tokens?: readonly TokenAttention[];
  /** Present when the text gave the model little or too much to read; the first that applies of those above. */
  readonly warning?: PredictionWarning;
}
