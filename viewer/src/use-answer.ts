import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ErrorAnswer } from './api-types.ts';

/** A question to the server: still open, answered, or failed with a message for the person. */
export type Answer<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly message: string };

/** Asks the server for JSON, and again on `reload`, keeping the old answer on the screen meanwhile. */
export function useAnswer<T>(path: string): readonly [Answer<T>, () => void] {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => setAnswer({ state: 'loading' }), [path]);
  useEffect(() => {
    const aborter = new AbortController();
    ask<T>(path, aborter.signal).then(
      (next) => setAnswer(next),
      () => undefined, // aborted: a newer question is under way
    );
    return () => aborter.abort();
  }, [path, turn]);
  return [answer, useCallback(() => setTurn((n) => n + 1), [])];
}

async function ask<T>(path: string, signal: AbortSignal): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      state: 'failed',
      message: 'The viewer’s server does not answer. Start it again with npm run results, then press Reload.',
    };
  }
  if (response.ok) return { state: 'ready', value: (await response.json()) as T };
  const { error } = (await response.json().catch(() => ({
    error: { message: `The server answered with status ${response.status}.` },
  }))) as ErrorAnswer;
  return { state: 'failed', message: error.message };
}
