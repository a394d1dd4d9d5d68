/** What reading or training word vectors takes from outside besides its configuration. */
export interface LoadVectorsOptions {
  /** Folder of the project; default the one that the working directory lies in. */
  readonly root?: string;
  /** Reads only words that tokens of this vocabulary can use: all that a model needs, and a fraction of the memory. */
  readonly vocabulary?: { readonly tokens: readonly string[] };
  /** The texts that `skip-gram` is trained on; the training part, never the others. */
  readonly texts?: Iterable<string> | AsyncIterable<string>;
  /** Turns those texts into tokens, as the model will. */
  readonly pipeline?: { tokens(text: string): readonly string[] };
  /** Worker threads for `skip-gram`; the vectors do not depend on it. Default: the cores of this machine. */
  readonly threads?: number;
  /** Told now and then what is being done and how far it is. */
  readonly onProgress?: (progress: VectorProgress) => void;
  readonly signal?: AbortSignal;
}

/** How far the reading or training of vectors is. */
export interface VectorProgress {
  readonly what: string;
  /** 0 … 1. */
  readonly done: number;
}
