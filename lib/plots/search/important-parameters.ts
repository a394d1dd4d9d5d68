import { pedAnova } from '../../tuning/index.ts';
import type { ShownTrial } from './shown-trial.ts';
import { storedSpace } from './stored-space.ts';

/**
 * Names of parameters, the most important first (PED-ANOVA: cheap enough to ask before every drawing): what to draw when
 * there is room for a few. Without a stored space, or with too few trials, in the order they were handed in.
 *
 * @param definition as it is stored; its space is read out of it
 */
export function importantParameters(
  trials: readonly ShownTrial[],
  names: readonly string[],
  direction: 'minimize' | 'maximize',
  definition: unknown,
): string[] {
  const space = storedSpace(definition);
  if (space === null) return [...names];
  const inside = trials.filter(({ params }) => space.contains(params));
  const found = pedAnova(space, inside, direction).map(({ name }) => name);
  return [...found.filter((name) => names.includes(name)), ...names.filter((name) => !found.includes(name))];
}
