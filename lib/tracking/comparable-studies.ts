import type { Experiment } from './schema/experiment.ts';

/**
 * Studies whose trials may stand side by side: those of the definition as last run, and what differs from one of them in the
 * seed alone: repetitions of the same search by the same sources. Older ones searched another space, or other data.
 *
 * @returns null where nobody says which are current: all of them
 */
export function comparableStudies(studies: Experiment['studies'] | undefined): ReadonlySet<string> | null {
  if (studies === undefined || studies.length === 0) return null;
  const current = studies.filter((study) => study.current);
  return new Set(
    studies
      .filter(
        (study) =>
          study.current ||
          current.some(
            ({ search, code }) => search !== undefined && search === study.search && code === study.code,
          ),
      )
      .map(({ id }) => id),
  );
}
