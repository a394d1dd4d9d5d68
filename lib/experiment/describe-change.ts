import type { Experiment } from '../tracking/index.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';
import type { PlannedStudy } from './open-studies.ts';
import { changedCode, changedFields } from './reuse/changes.ts';
import type { ReachedCode } from './reuse/reached-code.ts';

/** Parts of a definition that decide a study's id. */
const PARTS = [
  'config',
  'space',
  'bind',
  'objective',
  'pruner',
  'folds',
  'seeds',
  'samplers',
  'seed',
] as const;

/** Why samplers get new studies although they had some. */
export interface Change {
  /** Samplers whose study is a new one. */
  readonly samplers: readonly string[];
  /** What differs, one line each. */
  readonly what: readonly string[];
}

/** What a sweep knows of the last one. */
export interface ChangeContext {
  readonly previous: Experiment | null;
  readonly dataFingerprint: string;
  readonly code: ReachedCode;
  /** The code of an earlier sweep by its hash; null when it was not kept. */
  readonly codeOf: (hash: string) => ReachedCode | null;
}

/** What differs since the last sweep for those samplers that get a new study beside the old one; null: nothing. */
export function describeChange(
  definition: ExperimentDefinition,
  studies: readonly PlannedStudy[],
  { previous, dataFingerprint, code, codeOf }: ChangeContext,
): Change | null {
  if (previous === null) return null;
  const known = new Set(previous.studies.map(({ id }) => id));
  const replaced = studies.filter(
    ({ facts }) => !known.has(facts.id) && previous.studies.some(({ sampler }) => sampler === facts.sampler),
  );
  if (replaced.length === 0) return null;
  const samplers = [...new Set(replaced.map(({ facts }) => facts.sampler))];
  const earlier = previous.studies.filter((study) => study.current && samplers.includes(study.sampler));
  const before = (previous.definition ?? {}) as Record<string, unknown>;
  const now = definitionJson(definition);
  const what = PARTS.flatMap((part) => {
    const [old, current] = [before[part], now[part]];
    if (part !== 'samplers') return changedFields(part, old, current);
    // Samplers that were added or left out change nothing for the others.
    const ofKind = (list: unknown, kind: string): unknown =>
      (Array.isArray(list) ? (list as { readonly kind?: unknown }[]) : []).find((one) => one.kind === kind);
    return samplers.flatMap((kind) =>
      changedFields(`samplers.${kind}`, ofKind(old, kind), ofKind(current, kind)),
    );
  });
  if (earlier.some((study) => study.dataFingerprint !== dataFingerprint)) what.push('data: its fingerprint');
  const codes = new Set(earlier.flatMap((study) => study.code ?? []));
  codes.delete(code.hash);
  for (const hash of codes) {
    const old = codeOf(hash);
    what.push(
      ...(old === null ? ['the sources, but what they were is not known any more'] : changedCode(old, code)),
    );
  }
  return { samplers, what: what.length === 0 ? ['the tensor backend'] : what };
}

/** A change in one line, its first few parts. */
export function changeInWords(name: string, { samplers, what }: Change): string {
  const shown = what.slice(0, 4).join(', ');
  const more = what.length > 4 ? ` and ${what.length - 4} more: --why lists them` : '';
  return (
    `${name} has changed since the last sweep (${shown}${more}): ` +
    `${samplers.join(', ')} ${samplers.length === 1 ? 'starts a new study' : 'start new studies'} beside the old.`
  );
}
