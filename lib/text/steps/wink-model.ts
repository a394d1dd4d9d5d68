import type { ItsFunction, WinkMethods } from 'wink-nlp';

/** What `loadWink` gives: wink-nlp with its English model. */
export type Wink = WinkMethods;

const loaded = new Map<string, Promise<Wink>>();

/**
 * wink-nlp with wink-eng-lite-web-model, loaded on first use (75 ms, 40 MB) and kept for the life of the process.
 *
 * @param pipe the annotators that run besides the tokenizer: 'sbd' (sentences), 'pos' (parts of speech)
 */
export function loadWink(pipe: readonly ('sbd' | 'pos')[] = []): Promise<Wink> {
  const key = pipe.join();
  let wink = loaded.get(key);
  if (!wink) {
    wink = Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]).then(
      ([{ default: winkNLP }, { default: model }]) => winkNLP(model, [...pipe]),
    );
    loaded.set(key, wink);
  }
  return wink;
}

/** wink-nlp's getters with the types that they have: the package gives `lemma` other parameters than `out` takes. */
export function winkGetters(wink: Wink): {
  readonly lemma: ItsFunction<string>;
  readonly pos: ItsFunction<string>;
} {
  return wink.its as unknown as ReturnType<typeof winkGetters>;
}
