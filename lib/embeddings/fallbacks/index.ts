import { compoundFallback } from './compound.ts';
import { contractionFallback } from './contraction.ts';
import type { FallbackDefinition } from './fallback.ts';
import type { FallbackName } from './names.ts';
import { accentsFallback, caseFallback } from './spelling.ts';
import { stemFallback } from './stem.ts';
import { subwordFallback } from './subword.ts';

/** Every fallback by its name. A new one adds its file, a line here and its name in `names.ts`. */
export const FALLBACK_DEFINITIONS: Readonly<Record<FallbackName, FallbackDefinition>> = {
  case: caseFallback,
  accents: accentsFallback,
  contraction: contractionFallback,
  compound: compoundFallback,
  stem: stemFallback,
  subword: subwordFallback,
};
