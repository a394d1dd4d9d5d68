import { Tokenizer } from '@huggingface/tokenizers';
import nlp from 'compromise';
import { eng, removeStopwords } from 'stopword';
import winkNLP from 'wink-nlp';
import type { ItsFunction } from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import stem from 'wink-porter2-stemmer';
import { TextPipeline, bpeModelSchema, bpeTokenizerJson } from 'sentilab/text';
import type { StepConfigInput } from 'sentilab/text';

/** A step and its library as a person would call it without sentilab. */
export interface LibraryCall {
  readonly step: StepConfigInput;
  readonly library: string;
  readonly call: (text: string) => readonly unknown[];
}

/** The libraries, loaded, warm and, for BPE, trained on the texts. */
export async function libraryCalls(texts: readonly string[]): Promise<readonly LibraryCall[]> {
  const tokens = winkNLP(model, []);
  const tagger = winkNLP(model, ['sbd', 'pos']);
  const negator = winkNLP(model, ['sbd', 'negation']);
  const { lemma } = tagger.its as unknown as { readonly lemma: ItsFunction<string> };
  const { negationFlag } = negator.its as unknown as { readonly negationFlag: ItsFunction<boolean> };
  const bpe = await huggingFace(texts);
  return [
    { step: { kind: 'wink' }, library: 'wink-nlp', call: (text) => tokens.readDoc(text).tokens().out() },
    { step: { kind: 'bpe' }, library: '@huggingface/tokenizers', call: (text) => bpe.tokenize(text) },
    {
      step: { kind: 'stop-words' },
      library: 'stopword',
      call: (text) => removeStopwords(text.split(/\s+/), eng),
    },
    {
      step: { kind: 'negation' },
      library: 'wink-nlp (its own negation flags)',
      call: (text) => negator.readDoc(text).tokens().out(negationFlag),
    },
    { step: { kind: 'stem' }, library: 'wink-porter2-stemmer', call: (text) => text.split(/\s+/).map(stem) },
    {
      step: { kind: 'lemma' },
      library: 'wink-nlp',
      call: (text) => tagger.readDoc(text).tokens().out(lemma),
    },
    {
      step: { kind: 'entities' },
      library: 'compromise',
      call: (text) => {
        const view = nlp(text);
        return [view.people(), view.places(), view.organizations()].flatMap(
          (found) => found.out('array') as string[],
        );
      },
    },
  ];
}

/** Hugging Face's own way to the same subwords: its tokenizer.json, with the model that the step has learnt. */
async function huggingFace(texts: readonly string[]): Promise<Tokenizer> {
  const { learned } = (await TextPipeline.fit(texts, { steps: [{ kind: 'bpe' }] })).toJSON();
  return new Tokenizer(bpeTokenizerJson(bpeModelSchema.parse(learned[0])), {});
}
