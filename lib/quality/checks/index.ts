import { contradictingLabels } from './contradicting-labels.ts';
import { controlCharacters } from './control-characters.ts';
import { duplicateIds } from './duplicate-ids.ts';
import { duplicates } from './duplicates.ts';
import { empty } from './empty.ts';
import { htmlRemains } from './html.ts';
import { imbalance } from './imbalance.ts';
import { labelNoise } from './label-noise.ts';
import { language } from './language.ts';
import { mojibake } from './mojibake.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { partedGroups } from './parted-groups.ts';
import { ratingContradicts } from './rating.ts';
import { replacementCharacters } from './replacement-characters.ts';
import { splitDuplicates } from './split-duplicates.ts';
import { tooLong } from './too-long.ts';
import { tooShort } from './too-short.ts';
import { unreadableIds } from './unreadable-ids.ts';

/** Every check by its kind, in the order of the report. A new one is a file beside this and a line here. */
export const CHECKS = {
  duplicates,
  'near-duplicates': nearDuplicates,
  'split-duplicates': splitDuplicates,
  'contradicting-labels': contradictingLabels,
  'label-noise': labelNoise,
  rating: ratingContradicts,
  imbalance,
  empty,
  'too-short': tooShort,
  'too-long': tooLong,
  html: htmlRemains,
  mojibake,
  'replacement-characters': replacementCharacters,
  'control-characters': controlCharacters,
  language,
  'duplicate-ids': duplicateIds,
  'unreadable-ids': unreadableIds,
  'parted-groups': partedGroups,
} as const;

/** The name of a check. */
export type CheckKind = keyof typeof CHECKS;

/** All names, in the order of the report. */
export const CHECK_KINDS = Object.keys(CHECKS) as readonly CheckKind[];
