import { byCandidates } from './fallback.ts';

/** Lower case, then a capital first letter, then all capitals: vectors of news text know `Paris`, GloVe 6B `paris`. */
export const caseFallback = byCandidates((token) => {
  const lower = token.toLowerCase();
  const first = lower.slice(0, 1).toUpperCase() + lower.slice(1);
  return [[lower], [first], [lower.toUpperCase()]];
});

/** Without accents: `cliché` → `cliche`. */
export const accentsFallback = byCandidates((token) => [[withoutAccents(token.toLowerCase())]]);

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{Mark}/gu, '');
}
