import type { EpochRecord } from '../tracking/index.ts';

/** One thing that the losses of a training say. */
export interface ConvergenceFinding {
  readonly kind: 'nothing-learned' | 'divergence' | 'overfitting' | 'plateau' | 'still-learning';
  /** In words, with the numbers. */
  readonly text: string;
}

/** Epochs that are looked at for a plateau. */
const WINDOW = 3;
/** Share of a loss below which a change is none. */
const SMALL = 0.01;
/** A training loss so many times its least has left the valley. */
const RISEN = 1.5;

/**
 * What the losses of a training say, in words; empty where nothing stands out. Thresholds are rules of thumb of our own: a
 * change of 1 % of the loss counts, a plateau takes three epochs, divergence is a training loss half above its least.
 */
export function convergenceFindings(epochs: readonly EpochRecord[]): ConvergenceFinding[] {
  const train = epochs.map(({ metrics }) => metrics['train/loss'] ?? NaN);
  const validation = epochs.map(({ metrics }) => metrics['validation/loss'] ?? NaN);
  const last = epochs.length - 1;
  if (last < 1) return [];
  const [trained, validated] = [train[last] as number, validation[last] as number];
  const lowest = Math.min(...train);
  const least = Math.min(...validation);
  const best = validation.indexOf(least);
  const findings: ConvergenceFinding[] = [];
  const say = (kind: ConvergenceFinding['kind'], text: string): void => void findings.push({ kind, text });
  if (lowest > Math.LN2 * (1 - SMALL))
    say(
      'nothing-learned',
      `Nothing learned: the training loss never fell below that of a guess (least ${nats(lowest)}, a guess has ${nats(Math.LN2)}). Raise the learning rate, or look at the labels.`,
    );
  if (trained > lowest * RISEN)
    say(
      'divergence',
      `Divergence: the training loss rose from ${nats(lowest)} to ${nats(trained)}. Lower the learning rate.`,
    );
  const fallen = (train[best] as number) - trained;
  if (best < last && validated > least * (1 + SMALL) && fallen > SMALL * trained)
    say(
      'overfitting',
      `Overfitting after epoch ${best + 1}: the training loss fell by ${nats(fallen)} while the validation loss rose by ${nats(validated - least)}; the gap between them is ${nats(validated - trained)}. More dropout, or fewer epochs.`,
    );
  const before = last >= WINDOW ? Math.min(...validation.slice(0, last + 1 - WINDOW)) : NaN;
  const recent = validation.slice(-WINDOW);
  if (recent.every((loss) => Math.abs(loss - before) <= SMALL * before))
    say(
      'plateau',
      `Plateau: in ${WINDOW} epochs the validation loss stayed within ${100 * SMALL} % of ${nats(before)}. Lower the learning rate, or stop.`,
    );
  const fall = (validation[last - 1] as number) - validated;
  if (best === last && fall > SMALL * validated)
    say(
      'still-learning',
      `Still learning: the last epoch took ${nats(fall)} off the validation loss. More epochs may help.`,
    );
  return findings;
}

const nats = (value: number): string => value.toFixed(3);
