import { FailureError } from '../errors/index.ts';

/** Where training was when a number was no number any more. */
export interface Place {
  readonly step: number;
  readonly epoch: number;
  readonly learningRate: number;
}

/** The error of a training whose numbers are not finite any more. */
export function diverged(what: string, value: number, { step, epoch, learningRate }: Place): FailureError {
  return new FailureError(
    `Training diverged: the ${what} is ${value} at step ${step} (epoch ${epoch}, learning rate ${learningRate}).`,
    { field: 'training.learningRate', fix: 'Lower the learning rate or the clip norm.' },
  );
}
