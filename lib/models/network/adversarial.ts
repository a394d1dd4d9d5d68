import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import type { Rng } from '../../random/index.ts';
import type { Tf } from '../../runtime/index.ts';
import type { AdversarialConfig } from '../config/adversarial-config.ts';
import { sigmoid } from '../layers/binary-cross-entropy.ts';
import { classificationLoss } from '../layers/classification-loss.ts';

/** What a pass backwards gives. */
export interface Backward {
  readonly loss: number;
  readonly logits: Float32Array;
  /** By the weights, in their order; empty when they were not asked for. */
  readonly gradients: readonly Tensor[];
  /** By the perturbation [time, batch, dimensions]; null when it was not asked for. */
  readonly input: Tensor3D | null;
}

/** Runs a batch forwards and backwards; always with the same dropout masks. */
export type RunBackward = (
  perturbation: Tensor3D | null,
  by: { readonly weights: boolean; readonly perturbation: boolean },
  lossOf: (logits: Tensor2D) => Scalar,
) => Backward;

/**
 * The plain loss, and a second one where the word vectors of each text are moved by `epsilon` along the direction that
 * raises the loss most (`fgm`), or that changes the prediction most (`vat`: the divergence of the prediction from the
 * unperturbed one, whatever the label). The perturbation counts as a constant. Lengths are over all vectors of a text.
 *
 * @param table word vectors [vocabulary, dimensions]
 * @param rng draws the first direction of `vat`
 * @returns sum of the losses and of their gradients by the weights
 */
export function adversarialGradients(
  tf: Tf,
  config: AdversarialConfig,
  { batch, table, rng }: { readonly batch: Batch; readonly table: Tensor2D; readonly rng: Rng },
  run: RunBackward,
  plainLoss: (logits: Tensor2D) => Scalar,
): { readonly loss: number; readonly gradients: readonly Tensor[] } {
  const scale = config.normalize ? spread(tf, table, batch) : tf.scalar(1);
  const dimensions = table.shape[1];
  const isFgm = config.kind === 'fgm';
  const zero = tf.zeros<Tensor3D['rankType']>([batch.time, batch.size, dimensions]);
  const plain = run(isFgm ? zero : null, { weights: true, perturbation: isFgm }, plainLoss);
  let direction: Tensor3D;
  let lossOf = plainLoss;
  let offset = 0;
  if (isFgm) direction = unit(tf, (plain.input as Tensor3D).mul<Tensor3D>(scale));
  else {
    const targets = plain.logits.map(sigmoid);
    // Cross-entropy with the plain prediction as its target: the divergence, and a constant.
    lossOf = (logits) => classificationLoss(tf, logits, batch.labels, { targets });
    offset = entropy(targets);
    direction = unit(tf, randomSigns(tf, batch, dimensions, rng));
    for (let k = 0; k < config.iterations; k++) {
      const small = direction.mul<Tensor3D>(scale).mul<Tensor3D>(config.xi);
      const { input } = run(small, { weights: false, perturbation: true }, lossOf);
      direction = unit(tf, (input as Tensor3D).mul<Tensor3D>(scale));
    }
  }
  const perturbation = direction.mul<Tensor3D>(scale).mul<Tensor3D>(config.epsilon);
  const perturbed = run(perturbation, { weights: true, perturbation: false }, lossOf);
  return {
    loss: plain.loss + config.weight * (perturbed.loss - offset),
    gradients: plain.gradients.map((gradient, k) =>
      gradient.add((perturbed.gradients[k] as Tensor).mul(config.weight)),
    ),
  };
}

/** Scaled to length 1 per text, over time and dimensions; zero stays zero. */
function unit(tf: Tf, x: Tensor3D): Tensor3D {
  const length = tf.sqrt(x.square().sum([0, 2], true));
  return x.div<Tensor3D>(length.maximum(1e-12));
}

/** Standard deviation of each dimension over the valid tokens of a batch, [dimensions]. */
function spread(tf: Tf, table: Tensor2D, { ids, lengths, time, size }: Batch): Tensor {
  const valid: number[] = [];
  for (let row = 0; row < size; row++)
    for (let step = 0; step < (lengths[row] as number); step++) valid.push(ids[row * time + step] as number);
  const vectors = tf.gather(table, tf.tensor1d(Int32Array.from(valid), 'int32'));
  return tf.moments(vectors, 0).variance.sqrt();
}

/**
 * A direction to begin with: signs drawn at random for valid tokens, 0 for padding, [time, batch, dimensions]. (Miyato
 * draws normal numbers; any direction that is not orthogonal to the one sought will do, and signs take a thirtieth of the
 * draws.)
 */
export function randomSigns(tf: Tf, { lengths, time, size }: Batch, dimensions: number, rng: Rng): Tensor3D {
  const values = new Float32Array(time * size * dimensions);
  let [bits, left] = [0, 0];
  for (let step = 0; step < time; step++)
    for (let row = 0; row < size; row++) {
      if (step >= (lengths[row] as number)) continue;
      const start = (step * size + row) * dimensions;
      for (let k = 0; k < dimensions; k++) {
        if (left === 0) [bits, left] = [rng.int(0, 2 ** 30 - 1), 30];
        values[start + k] = bits & 1 ? 1 : -1;
        bits >>= 1;
        left--;
      }
    }
  return tf.tensor3d(values, [time, size, dimensions]);
}

/** Mean entropy of predictions in nats. */
function entropy(probabilities: Float32Array): number {
  const term = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);
  return probabilities.reduce((sum, p) => sum + term(p) + term(1 - p), 0) / probabilities.length;
}
