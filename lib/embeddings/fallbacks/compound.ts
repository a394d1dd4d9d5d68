import { byCandidates } from './fallback.ts';

/** The parts of a compound, when all of them are known: `well-made` → `well`, `made`; `7/10` → `7`, `10`. */
export const compoundFallback = byCandidates((token) => {
  const parts = token
    .toLowerCase()
    .split(/[-'’/_.&]+/)
    .filter((part) => part !== '');
  return parts.length < 2 ? [] : [parts];
});
