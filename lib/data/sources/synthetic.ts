import { Rng } from '../../random/index.ts';
import { syntheticConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';
import { fingerprintOfStream } from '../stream-fingerprint.ts';
import type { Example } from '../types.ts';
import type { Source } from './source.ts';

type SyntheticConfig = SourceConfigOf<'synthetic'>;

const NEUTRAL = (
  'the a film story of and is in it that this scene actor plot with for as but on movie one has its an be by at from ' +
  'who more about their his all when than so into character director minute camera music ending dialogue script cast ' +
  'screen audience hour title series'
).split(' ');
const TELLING: readonly [negative: readonly string[], positive: readonly string[]] = [
  'awful dull boring weak tedious flat poor bad worst stupid lame mess waste bland clumsy lifeless'.split(' '),
  'great warm funny moving superb rich good best fine brilliant sharp charming gem delight fresh gripping'.split(' '),
];
/** Chance that a word tells the class, and that it then tells the right one. */
const TELLING_SHARE = 0.4;
const HONEST_SHARE = 0.85;

/**
 * Synthetic reviews for tests: words drawn independently, four of ten telling, 85 % of those for the right class.
 * Learnable by a linear model, streamed, no two seeds alike; no substitute for real reviews, and named accordingly
 * everywhere. Example _n_ depends on seed and _n_ alone, so that a longer set begins with the shorter one whenever the
 * classes are balanced.
 */
export const synthetic: Source<SyntheticConfig> = {
  kind: 'synthetic',
  schema: syntheticConfigSchema,
  listed: [syntheticConfigSchema.parse({ kind: 'synthetic' })],
  name: () => 'synthetic',
  title: ({ seed }) => `Synthetic reviews for tests (seed ${seed})`,
  attribution: () => 'synthetic: drawn from a generator, no real text',
  status: ({ examples }) => ({ ready: true, detail: `drawn when asked for, ${examples.toLocaleString('en')} by configuration` }),
  async *stream(config, { signal }) {
    const rng = new Rng(config.seed).split('synthetic');
    for (let n = 0; n < config.examples; n++) {
      signal?.throwIfAborted();
      yield exampleOf(config, n, rng.split(`example-${n}`));
    }
  },
  fingerprint: (config, root) => fingerprintOfStream(synthetic.stream(config, { root })),
};

function exampleOf({ positive, noise, words }: SyntheticConfig, n: number, rng: Rng): Example {
  // Spread evenly: whenever n × share passes a whole number, a positive one comes.
  const label = Math.floor((n + 1) * positive) > Math.floor(n * positive) ? 1 : 0;
  const shown = rng.float() < noise ? 1 - label : label;
  const length = rng.int(Math.ceil(words / 2), Math.max(1, Math.floor(words * 1.5)));
  const text = Array.from({ length }, () => {
    if (rng.float() >= TELLING_SHARE) return rng.pick(NEUTRAL);
    return rng.pick(TELLING[rng.float() < HONEST_SHARE ? label : ((1 - label) as 0 | 1)]);
  });
  return { id: `synthetic/${n}`, text: text.join(' '), label: shown as 0 | 1 };
}
