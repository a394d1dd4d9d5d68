import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask } from './ask.ts';

/** A question to the server: still open, answered, or failed with a message for the person. */
export type Answer<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly message: string };

/** Asks the server for JSON, and again on `reload`, keeping the old answer on the screen meanwhile. null: nothing to ask. */
export function useAnswer<T>(path: string | null): readonly [Answer<T>, () => void] {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => setAnswer({ state: 'loading' }), [path]);
  useEffect(() => {
    if (path === null) return undefined;
    const aborter = new AbortController();
    ask<T>(path, { signal: aborter.signal }).then(
      (value) => setAnswer({ state: 'ready', value }),
      (error: unknown) => {
        if (aborter.signal.aborted) return; // a newer question is under way
        setAnswer({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => aborter.abort();
  }, [path, turn]);
  return [answer, useCallback(() => setTurn((n) => n + 1), [])];
}
