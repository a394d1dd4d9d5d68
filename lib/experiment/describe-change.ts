import { canonicalJson } from '../hash/index.ts';
import type { Experiment } from '../tracking/index.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';
import type { OpenStudy } from './open-studies.ts';

/** Parts of a definition that decide a study's id. */
const PARTS = ['config', 'space', 'bind', 'objective', 'pruner', 'samplers', 'seed'] as const;

/**
 * Why a sampler gets a new study although it had one: the parts of the definition that differ, in words.
 *
 * @returns one line, or null when nothing is new
 */
export function describeChange(
  definition: ExperimentDefinition,
  studies: readonly OpenStudy[],
  previous: Experiment | null,
  dataFingerprint: string,
): string | null {
  if (previous === null) return null;
  const known = new Set(previous.studies.map(({ id }) => id));
  const replaced = studies.filter(
    ({ facts }) => !known.has(facts.id) && previous.studies.some(({ sampler }) => sampler === facts.sampler),
  );
  if (replaced.length === 0) return null;
  const before = (previous.definition ?? {}) as Record<string, unknown>;
  const now = definitionJson(definition);
  const changed: string[] = PARTS.filter(
    (part) => canonicalJson(before[part] ?? null) !== canonicalJson(now[part] ?? null),
  );
  const replacedSamplers = new Set(replaced.map(({ facts }) => facts.sampler));
  if (
    previous.studies.some(
      (s) => replacedSamplers.has(s.sampler) && s.current && s.dataFingerprint !== dataFingerprint,
    )
  )
    changed.push('data');
  const what = changed.length === 0 ? 'the tensor backend' : changed.join(', ');
  return (
    `${definition.name} has changed since the last sweep (${what}): ` +
    `${[...replacedSamplers].join(', ')} ${replaced.length === 1 ? 'starts a new study' : 'start new studies'} beside the old.`
  );
}
