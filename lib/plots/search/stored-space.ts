import { parseSpace, spaceSchema, type Space } from '../../tuning/index.ts';

/** The space of a definition as it is stored; null when there is none that can be read. Its constraints hold for whatever was run. */
export function storedSpace(definition: unknown): Space | null {
  if (typeof definition !== 'object' || definition === null || !('space' in definition)) return null;
  const parsed = spaceSchema.safeParse(definition.space);
  if (!parsed.success) return null;
  // The rules' code is not stored; the trials that were run kept them.
  const rules = (parsed.data.constraints ?? []).map((rule) => [rule, () => true] as const);
  return parseSpace(definition.space, Object.fromEntries(rules));
}
