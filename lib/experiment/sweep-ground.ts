import type { Dataset } from '../data/index.ts';
import { canonicalJson } from '../hash/index.ts';
import type { Experiment } from '../tracking/index.ts';
import { readJournal } from '../tuning/node.ts';
import type { ExperimentDefinition } from './definition.ts';
import { describeChange, type Change } from './describe-change.ts';
import type { ResolvedEffects } from './effects.ts';
import { readPrevious } from './experiment-folder.ts';
import { planStudies, type PlannedStudy } from './open-studies.ts';
import { readCode } from './reuse/code-store.ts';
import { EarlierResults } from './reuse/earlier-results.ts';
import type { ReachedCode } from './reuse/reached-code.ts';
import { SweepRecords } from './sweep-records.ts';

/** What a sweep stands on before it opens a study: everything that decides what has to be trained. */
export interface SweepGround {
  readonly dataset: Dataset;
  readonly dataFingerprint: string;
  readonly backend: string;
  readonly code: ReachedCode;
  readonly previous: Experiment | null;
  readonly planned: readonly PlannedStudy[];
  /** Why some of the planned studies are new although their sampler had one; null when nothing is. */
  readonly change: Change | null;
  readonly records: SweepRecords;
  readonly earlier: EarlierResults;
}

/** Reads data, sources and earlier results; changes nothing. */
export async function sweepGround(
  definition: ExperimentDefinition,
  world: Pick<ResolvedEffects, 'results' | 'preparer' | 'onEvent' | 'backend' | 'code'>,
): Promise<SweepGround> {
  const { results, preparer, onEvent, backend } = world;
  const { name } = definition;
  const [dataset, code] = await Promise.all([preparer.dataset(definition.config.data.source), world.code()]);
  const previous = readPrevious(results, name, (text) => onEvent({ kind: 'message', text }));
  const dataFingerprint = dataset.fingerprint;
  const ground = { dataFingerprint, backend, code: code.hash };
  const planned = planStudies(definition, { ...ground, previous });
  const paths = results.paths(name);
  const change = describeChange(definition, planned, {
    previous,
    dataFingerprint,
    code,
    codeOf: (hash) => readCode(paths.folder, hash),
  });
  const records = new SweepRecords(results, name);
  const earlier = new EarlierResults(
    records.all,
    ground,
    memoised((id) => pruningOf(paths.journalFile(id))),
  );
  return { dataset, dataFingerprint, backend, code, previous, planned, change, records, earlier };
}

/** Pruner and objective that a study was begun with, out of its journal's header. */
function pruningOf(journal: string): string | null {
  try {
    const { pruner, objective } = (readJournal(journal).header?.definition ?? {}) as Record<string, unknown>;
    return pruner === undefined || objective === undefined ? null : canonicalJson({ pruner, objective });
  } catch {
    return null; // a study whose journal is gone: its pruned results do not count
  }
}

function memoised<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
