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
          shown.current = { key, known: { ...facts, store } };
          setAnswer({ state: 'ready', value: shown.current.known });
        } catch (error) {
          // What is on the screen stays while the server is away; the connection says so.
          if (known === null)
            setAnswer({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
        }
      });
    },
    [key],
  );
  useEffect(() => load(true), [load]);
  const latest = useRef(load);
  latest.current = load;
  const connection = useChanges(`api/experiments/${encodeURIComponent(name)}/events`, (version) => {
    if (shown.current !== null && shown.current.known.version !== version) latest.current(false);
  });
  return [answer, useCallback(() => load(true), [load]), connection];
}
