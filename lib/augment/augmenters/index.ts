import { z } from 'zod';
import type { Augmenter, AugmenterDefinition, AugmentSetting } from '../augmenter.ts';
import type { Resources } from '../resources.ts';
import { aeda } from './aeda.ts';
import { backTranslation } from './back-translation.ts';
import { contractions } from './contractions.ts';
import { deletion } from './delete.ts';
import { eda } from './eda.ts';
import { insert } from './insert.ts';
import { neighbours } from './neighbours.ts';
import { ocr } from './ocr.ts';
import { swap } from './swap.ts';
import { typos } from './typos.ts';
import { wordnet } from './wordnet.ts';

/** Which augmenter, and how strong it is: told apart by `kind`. */
export const augmenterConfigSchema = z.discriminatedUnion('kind', [
  wordnet.schema,
  neighbours.schema,
  insert.schema,
  deletion.schema,
  swap.schema,
  eda.schema,
  aeda.schema,
  typos.schema,
  ocr.schema,
  contractions.schema,
  backTranslation.schema,
]);

/** A whole augmenter configuration, defaults filled in. */
export type AugmenterConfig = z.output<typeof augmenterConfigSchema>;

/** Every augmenter, in the order of the schema. */
export const AUGMENTERS = [
  wordnet,
  neighbours,
  insert,
  deletion,
  swap,
  eda,
  aeda,
  typos,
  ocr,
  contractions,
  backTranslation,
] as const;

/** The definition behind a configuration. */
function definitionOf(config: AugmenterConfig): AugmenterDefinition {
  // The union above has parsed the configuration with this very definition's schema.
  return AUGMENTERS.find(({ kind }) => kind === config.kind) as unknown as AugmenterDefinition;
}

/** What a configured augmenter has to have beforehand. */
export function needsOf(config: AugmenterConfig): readonly (keyof Resources)[] {
  return definitionOf(config).needs(config);
}

/**
 * An augmenter out of its configuration.
 *
 * @throws UserError when a resource that it needs is missing
 */
export function createAugmenter(
  config: AugmenterConfig,
  resources: Resources,
  setting: AugmentSetting,
): Augmenter {
  return definitionOf(config).create(config, resources, setting);
}
