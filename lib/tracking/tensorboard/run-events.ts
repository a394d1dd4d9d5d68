import type { RunRecord } from '../schema/run-record.ts';
import { encodeEvent, type HParam, type TensorBoardEvent } from './event.ts';
import { frameRecords } from './record-file.ts';

/**
 * A run as the bytes of a TensorBoard event file: every epoch's metrics over the optimizer steps, the final metrics at the
 * last step, and the trial's parameters for the HParams table. Times are the run's own. The same record gives the same bytes.
 */
export function tensorBoardFile(record: RunRecord): Uint8Array {
  return frameRecords(eventsOf(record).map(encodeEvent));
}

function eventsOf({ epochs, metrics, timing, trial, run, outcome }: RunRecord): TensorBoardEvent[] {
  const start = Date.parse(timing.startedAt) / 1000;
  const end = Date.parse(timing.finishedAt) / 1000;
  const hparams: Record<string, HParam> = { ...trial?.params, seed: run.seed };
  const last = epochs.at(-1)?.step ?? 0;
  const scalars = (
    values: Readonly<Record<string, number>>,
    place: { readonly wallTime: number; readonly step: number },
  ): TensorBoardEvent[] =>
    Object.entries(values).map(([tag, value]) => ({ ...place, kind: 'scalar', tag, value }));
  const curves = new Set(epochs.flatMap((epoch) => Object.keys(epoch.metrics)));
  // A curve ends with its last epoch; what stands here besides is known only at the end.
  const final = Object.entries(metrics).filter(([name]) => !curves.has(name));
  return [
    { kind: 'version', wallTime: start, step: 0 },
    { kind: 'session-start', wallTime: start, step: 0, hparams },
    ...epochs.flatMap((epoch) =>
      scalars(epoch.metrics, { wallTime: start + epoch.seconds, step: epoch.step }),
    ),
    ...scalars(Object.fromEntries(final.map(([name, { value }]) => [name, value])), {
      wallTime: end,
      step: last,
    }),
    { kind: 'session-end', wallTime: end, step: last, succeeded: outcome.kind !== 'failed' },
  ];
}
