import type { Direction } from '../objectives.ts';
import { spreadAt, type BestSoFar } from './best-so-far.ts';

/** What repetitions of one search had found after so many seconds of training. */
export interface BestAfter extends Omit<BestSoFar, 'trials'> {
  readonly seconds: number;
}

interface Timed {
  readonly trials: readonly { readonly value: number | null; readonly seconds: number }[];
}

/**
 * Best so far against what it cost, as one line with its band. A trial counts when it has ended. Begins where every
 * repetition has a result; one that has ended keeps what it found while the others go on.
 *
 * @param runs by repetition the trials in order
 */
export function bestOverTime(runs: readonly Timed[], direction: Direction): BestAfter[] {
  const curves = runs.map(({ trials }) => stepsOf(trials, direction));
  if (curves.length === 0) return [];
  const moments = [...new Set(curves.flatMap((steps) => steps.map(({ seconds }) => seconds)))].sort(
    (a, b) => a - b,
  );
  return moments.flatMap((seconds) => {
    const at = curves.map((steps) => steps.findLast((step) => step.seconds <= seconds)?.best ?? null);
    const spread = spreadAt(at);
    return spread === null ? [] : [{ seconds, ...spread }];
  });
}

function stepsOf(
  trials: Timed['trials'],
  direction: Direction,
): { readonly seconds: number; readonly best: number | null }[] {
  let seconds = 0;
  let best: number | null = null;
  return trials.map(({ value, seconds: own }) => {
    seconds += own;
    if (value !== null && (best === null || (direction === 'minimize' ? value < best : value > best)))
      best = value;
    return { seconds, best };
  });
}
