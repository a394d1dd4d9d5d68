import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from '../../runtime/index.ts';
import { differentiable } from '../../runtime/index.ts';
import type { LossConfig } from '../config/loss-config.ts';
import { crossEntropy } from './binary-cross-entropy.ts';
import { focalLoss } from './focal-loss.ts';
import type { RowLoss } from './row-loss.ts';

/** What a loss may be told besides logits and labels. */
export interface LossOptions {
  /** Default: cross-entropy without smoothing. */
  readonly loss?: LossConfig | undefined;
  /** Of the two classes; the sum is divided by the number of rows, as PyTorch does it. Default 1 and 1. */
  readonly weights?: readonly [negative: number, positive: number] | undefined;
  /** Soft labels, 0 … 1 per row: a row's loss is the mean over both labels, weighted by them. Default: the labels. */
  readonly targets?: Float32Array | undefined;
}

/**
 * Mean loss in nats, from logits so that nothing overflows; differentiable.
 *
 * @param logits [batch, 1]
 * @param labels 0 or 1 per row
 */
export function classificationLoss(
  tf: Tf,
  logits: Tensor2D,
  labels: Int32Array,
  { loss, weights = [1, 1], targets }: LossOptions = {},
): Scalar {
  const rowLoss = rowLossOf(loss);
  const weighted: RowLoss = (logit, label) => {
    const weight = weights[label === 1 ? 1 : 0];
    const { value, slope } = rowLoss(logit, label);
    return { value: weight * value, slope: weight * slope };
  };
  return differentiable<Scalar>(tf, [logits], () => {
    const values = logits.dataSync<'float32'>();
    const size = values.length;
    let sum = 0;
    const slopes = new Float32Array(size);
    values.forEach((logit, row) => {
      const target = (targets ?? labels)[row] as number;
      const { value, slope } =
        target === 0 || target === 1 ? weighted(logit, target) : between(weighted, logit, target);
      sum += value;
      slopes[row] = slope / size;
    });
    return {
      value: tf.scalar(sum / size),
      saved: [],
      gradient: (dy: Tensor) => [tf.tidy(() => tf.tensor2d(slopes.slice(), [size, 1]).mul(dy))],
    };
  });
}

/** The loss of a row that is positive with probability `target`. */
function between(rowLoss: RowLoss, logit: number, target: number): ReturnType<RowLoss> {
  const [negative, positive] = [rowLoss(logit, 0), rowLoss(logit, 1)];
  return {
    value: negative.value + target * (positive.value - negative.value),
    slope: negative.slope + target * (positive.slope - negative.slope),
  };
}

function rowLossOf(loss: LossConfig | undefined): RowLoss {
  switch (loss?.kind) {
    case undefined:
      return crossEntropy(0);
    case 'cross-entropy':
      return crossEntropy(loss.labelSmoothing);
    case 'focal':
      return focalLoss(loss.gamma);
  }
}
