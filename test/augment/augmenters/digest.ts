import { augmentExamples } from 'sentilab/augment/node';
import { hashOf } from 'sentilab/hash';
import { Rng } from 'sentilab/random';

/** A hash over what several augmenters make of a few sentences. */
export async function digestOf(): Promise<string> {
  const examples = ['a warm , funny film about two old friends .', 'it is slow and it does not end .'].map(
    (text, i) => ({ id: `text-${i}`, text, label: 1 as const }),
  );
  const { examples: all } = await augmentExamples(
    examples,
    {
      augmenters: [
        { kind: 'eda', copies: 8 },
        { kind: 'neighbours', copies: 2 },
        { kind: 'aeda', copies: 2 },
        { kind: 'typos', copies: 2 },
        { kind: 'ocr', copies: 2 },
        { kind: 'contractions' },
      ],
    },
    { rng: new Rng(7) },
  );
  return hashOf(all.map(({ id, text }) => [id, text]));
}
