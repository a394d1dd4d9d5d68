import type { Experiment } from 'sentilab/tracking';
import { cellOf, type Column, type RunStore } from './run-store.ts';

/** What the column says of runs of the definition as last run, and of those outside a search. */
export const CURRENT = 'current';
const OLDER = 'older';

/** Which runs belong to the definition as last run; null when all of them do, or nobody says. */
export function studyColumn(store: RunStore, experiment: Experiment | null): Column | null {
  const study = store.column('study');
  const current = new Set((experiment?.studies ?? []).flatMap((each) => (each.current ? [each.id] : [])));
  if (study?.type !== 'category' || current.size === 0) return null;
  const codes = Int32Array.from({ length: store.size }, (_, row) => {
    const id = cellOf(study, row);
    return id === undefined || current.has(String(id)) ? 0 : 1;
  });
  if (!codes.includes(1)) return null;
  return {
    id: 'studies',
    title: 'studies',
    kind: 'fact',
    unit: null,
    direction: null,
    type: 'category',
    dictionary: [CURRENT, OLDER],
    codes,
  };
}
