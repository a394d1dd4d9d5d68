import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ExperimentAnswer } from './api-types.ts';
import { ask } from './ask.ts';
import { extendStore, runStore, type RunStore } from './data/run-store.ts';
import type { Answer } from './use-answer.ts';
import { useChanges, type Connection } from './use-changes.ts';

/** An experiment as the page knows it. */
export interface ShownExperiment extends Omit<ExperimentAnswer, 'runs' | 'partial'> {
  readonly store: RunStore;
}

/** So long after the last new run the comparison is asked for, in ms. */
const COMPARE_AFTER = 700;

/** One experiment, kept up to date: what is new is asked for and added, never the whole again. */
export function useExperiment(
  name: string,
  value: string,
): readonly [Answer<ShownExperiment>, () => void, Connection] {
  const [answer, setAnswer] = useState<Answer<ShownExperiment>>({ state: 'loading' });
  const shown = useRef<{ readonly key: string; readonly known: ShownExperiment } | null>(null);
  const asking = useRef(Promise.resolve());
  const key = `${name} ${value}`;
  const load = useCallback(
    (whole: boolean): void => {
      // One after another: two answers that cross would lose what only one of them holds.
      asking.current = asking.current.then(async () => {
        const known = !whole && shown.current?.key === key ? shown.current.known : null;
        const path = `api/experiments/${encodeURIComponent(name)}?value=${value}`;
        try {
          const fresh = await ask<ExperimentAnswer>(
            known === null ? path : `${path}&since=${encodeURIComponent(known.version)}`,
          );
          const { runs, partial, ...facts } = fresh;
          const store = partial && known !== null ? extendStore(known.store, runs) : runStore(runs);
          // What is new comes without the comparison: the old one stands until the new one is there.
          const comparison = partial && known !== null ? known.comparison : facts.comparison;
          const next = { ...facts, comparison, store };
          shown.current = { key, known: next };
          setAnswer({ state: 'ready', value: next });
          if (partial) compareLater();
        } catch (error) {
          // What is on the screen stays while the server is away; the connection says so.
          if (known === null)
            setAnswer({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
        }
      });
    },
    [key],
  );
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const compareLater = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      ask<ExperimentAnswer['comparison']>(`api/experiments/${encodeURIComponent(name)}/comparison`).then(
        (comparison) => {
          if (shown.current?.key !== key) return;
          const next = { ...shown.current.known, comparison };
          shown.current = { key, known: next };
          setAnswer({ state: 'ready', value: next });
        },
        () => undefined, // the next change asks again
      );
    }, COMPARE_AFTER);
  };
  useEffect(() => load(true), [load]);
  useEffect(() => () => clearTimeout(timer.current), [key]);
  const latest = useRef(load);
  latest.current = load;
  const connection = useChanges(`api/experiments/${encodeURIComponent(name)}/events`, (version) => {
    if (shown.current !== null && shown.current.known.version !== version) latest.current(false);
  });
  return [answer, useCallback(() => load(true), [load]), connection];
}
