import { z } from 'zod';

/** Begins every subword that begins a word. */
export const WORD_START = '\u2581';
/** What the library says where a character is none it has learnt. Angle brackets are cut apart: no text can spell it. */
export const UNKNOWN_SUBWORD = '<unk>';

/** What BPE has learnt. */
export const bpeModelSchema = z.strictObject({
  /** Single characters first, then what the merges make. The position is the id. */
  subwords: z.array(z.string()),
  /** `left right`, in the order in which they are carried out. Neither holds white space. */
  merges: z.array(z.string().regex(/^\S+ \S+$/)),
});

/** A trained BPE model. */
export type BpeModel = Readonly<z.infer<typeof bpeModelSchema>>;

/**
 * The model as a `tokenizer.json`, which every Hugging Face library reads. Words are what stands between white space,
 * `▁` is put before them, and punctuation marks are words of their own.
 */
export function bpeTokenizerJson({ subwords, merges }: BpeModel): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'WhitespaceSplit' },
        { type: 'Metaspace', replacement: WORD_START, prepend_scheme: 'always', split: true },
        { type: 'Punctuation', behavior: 'Isolated' },
      ],
    },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: WORD_START, prepend_scheme: 'always', split: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: UNKNOWN_SUBWORD,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(subwords.map((subword, id) => [subword, id])),
      merges: merges.map((merge) => merge.split(' ')),
    },
  };
}
