/** Fills the end of short rows in a batch. Its id is 0. */
export const PAD = '<pad>';
/** Stands for every token outside the vocabulary. Its id is 1. */
export const UNK = '<unk>';
/** Begins an encoded text, where the configuration says so. */
export const BOS = '<bos>';
/** Ends an encoded text, where the configuration says so. */
export const EOS = '<eos>';
export const PAD_ID = 0;
export const UNK_ID = 1;
