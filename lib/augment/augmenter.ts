import type { z } from 'zod';
import { UserError } from '../errors/index.ts';
import type { Rng } from '../random/index.ts';
import type { Resources } from './resources.ts';
import { rewrite, type Edit, type Rewritten } from './rewrite.ts';

/** One text to change. */
export interface AugmentInput {
  readonly text: string;
  readonly rng: Rng;
  /** Words that must stay as they are (lower case): those that carry the sentiment, when the gate keeps them. */
  readonly isProtected: (word: string) => boolean;
}

/** A configured augmenter. */
export interface Augmenter {
  readonly kind: string;
  /** The generator plays no part: a second attempt would give the same text. */
  readonly deterministic: boolean;
  /** New texts in the order given; a text that offers nothing to change comes back unchanged. Labels stay true by design or by the gate. */
  augment(inputs: readonly AugmentInput[]): Promise<readonly Rewritten[]>;
}

/** How many examples the training part has: EDA's strength depends on it. */
export interface AugmentSetting {
  readonly trainingSize: number;
}

/** A kind of augmenter: what may be said of it, what it stands on, how it is made. */
export interface AugmenterDefinition<S extends z.ZodObject = z.ZodObject> {
  readonly kind: string;
  /** In a few words, for lists. */
  readonly title: string;
  readonly schema: S;
  /** What has to be there beforehand. */
  readonly needs: (config: z.output<S>) => readonly (keyof Resources)[];
  readonly create: (config: z.output<S>, resources: Resources, setting: AugmentSetting) => Augmenter;
}

/** Types a definition by its schema. */
export function defineAugmenter<S extends z.ZodObject>(
  definition: AugmenterDefinition<S>,
): AugmenterDefinition<S> {
  return definition;
}

/** An augmenter that changes each text by itself. */
export function textAugmenter(
  kind: string,
  editsOf: (input: AugmentInput) => readonly Edit[],
  options: { readonly deterministic?: boolean } = {},
): Augmenter {
  return {
    kind,
    deterministic: options.deterministic ?? false,
    augment: async (inputs) => inputs.map((input) => rewrite(input.text, editsOf(input))),
  };
}

/**
 * A resource that an augmenter cannot do without.
 *
 * @throws UserError when it was not given
 */
export function required<K extends keyof Resources>(
  resources: Resources,
  name: K,
  kind: string,
): NonNullable<Resources[K]> {
  const resource = resources[name];
  if (resource === undefined)
    throw new UserError(`The augmenter "${kind}" needs ${name}.`, {
      field: `resources.${name}`,
      fix: "Pass it, or use augmentExamples of 'sentilab/augment/node', which loads what is needed.",
    });
  return resource;
}
