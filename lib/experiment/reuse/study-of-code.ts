import type { Experiment } from '../../tracking/index.ts';

/**
 * Which study goes on: results of different sources or package versions are not mixed in one search. The study that these
 * sources made goes on; where other ones made it, a fork begins beside it. A study that does not say what made it goes on.
 *
 * @param base id by definition, data and backend
 * @param previous what experiment.json lists
 * @param code `ReachedCode.hash`
 * @returns the study's id, and the code of the study that it is a fork of
 */
export function studyOfCode(
  base: string,
  previous: Experiment['studies'],
  code: string,
): { readonly id: string; readonly forkOf: string | null } {
  const family = previous.filter(({ id }) => id === base || id.startsWith(`${base}-c`));
  const same = family.find((study) => study.code === code);
  if (same) return { id: same.id, forkOf: null };
  const last = family.find(({ current }) => current) ?? family[0];
  if (last?.code === undefined) return { id: base, forkOf: null };
  return { id: `${base}-c${code.slice(0, 8)}`, forkOf: last.code };
}
