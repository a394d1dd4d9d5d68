import type { ShownTrial } from 'sentilab/plots';
import type { Cell } from './packed.ts';
import { cellOf, type Column, type RunStore } from './run-store.ts';

/** What a run is as a point of a plot, out of the columns alone: ten thousand of them take milliseconds. */
export function storeTrials(
  store: RunStore,
  rows: Int32Array,
  objective: string,
  parameters: readonly Column[],
): ShownTrial[] {
  const column = (id: string): ((row: number) => Cell | undefined) => {
    const found = store.column(id);
    return found === undefined ? () => undefined : (row) => cellOf(found, row);
  };
  const [value, outcome, sampler, study, number, seconds] = [
    `metric:${objective}`,
    ...['outcome', 'sampler', 'study', 'trial', 'duration'],
  ].map(column);
  return Array.from(rows, (row): ShownTrial => {
    const params: Record<string, number | string | boolean> = {};
    for (const parameter of parameters) {
      const cell = cellOf(parameter, row);
      if (cell !== undefined) params[parameter.title] = cell;
    }
    const state = String(outcome?.(row) ?? '');
    const found = value?.(row);
    const cost = seconds?.(row);
    return {
      number: Number(number?.(row) ?? row),
      params,
      state: state.startsWith('pruned') ? 'pruned' : state,
      value: typeof found === 'number' ? found : null,
      id: store.ids[row] ?? '',
      sampler: String(sampler?.(row) ?? ''),
      study: String(study?.(row) ?? ''),
      seconds: typeof cost === 'number' ? cost : 0,
    };
  });
}
