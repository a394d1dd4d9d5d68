import { byCandidates } from './fallback.ts';

/** Verbs that lose their apostrophe before `nt`: a mere ending would split `important`. */
const NEGATED = /^(do|does|did|ca|could|would|should|must|need|is|are|was|were|have|has|had|wo|ai)n['’]?t$/;
const CLITIC = /^(.+)(['’](?:s|m|re|ve|ll|d|t))$/;

/** Contractions as GloVe's corpus has them: `don't` and `dont` → `do`, `n't`; `it's` → `it`, `'s`. */
export const contractionFallback = byCandidates((token) => {
  const lower = token.toLowerCase();
  const negated = NEGATED.exec(lower);
  if (negated) return [[negated[1]!, "n't"]];
  const clitic = CLITIC.exec(lower);
  return clitic ? [[clitic[1]!, clitic[2]!.replace('’', "'")]] : [];
});
