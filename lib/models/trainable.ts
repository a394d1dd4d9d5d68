import type { Batch } from '../data/index.ts';
import type { AdversarialConfig } from './config/adversarial-config.ts';
import type { LossConfig } from './config/loss-config.ts';
import type { OptimizerConfig } from '../runtime/index.ts';

/**
 * What training needs of a model, and nothing more: so that a step may run in this process, in parallel workers or as
 * one graph without training noticing. No tensor crosses this border.
 */

export type { Batch };

/** What a step is told from outside the model: the schedule's learning rate and the generator state for dropout. */
export interface StepOptions {
  readonly learningRate: number;
  /** Largest global norm of the gradient; larger ones are scaled down. */
  readonly clipNorm: number | null;
  /** Gradient elements beyond it are cut to it, before the norm is looked at. Default: none is. */
  readonly clipValue?: number;
  /** What is minimised. Default: cross-entropy without label smoothing. */
  readonly loss?: LossConfig;
  /** Weight of each class in the loss; default 1 and 1. The mean is still over rows, as in PyTorch's BCE losses. */
  readonly classWeights?: readonly [negative: number, positive: number];
  /** Leaves the word vectors alone in this step although they are trainable. Default false. */
  readonly freezeEmbedding?: boolean;
  /** Factor on all dropout rates of the model in this step, 0 … 1. Default 1. */
  readonly dropoutScale?: number;
  /** A second loss on perturbed word vectors. Default: none. */
  readonly adversarial?: AdversarialConfig;
}

/** Result of one optimizer step, measured before the update. */
export interface StepResult {
  /** Mean loss over the rows, in nats, class weights, smoothing and all. */
  readonly loss: number;
  /** Global norm of the gradient before clipping. */
  readonly gradientNorm: number;
}

/** A named array of the exported state. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Everything a step depends on: weights, optimizer slots, and the small scalars as JSON. */
export interface TrainableState {
  /** `weights/…`, `slots/…`, and `average/…` where a mean is kept. */
  readonly arrays: readonly NamedArray[];
  /** Step count, generator states. */
  readonly scalars: { readonly [key: string]: unknown };
}

/** What a model predicts, and which tokens it looked at. */
export interface TokenAttention {
  /** As `predict` gives them, [size]. */
  readonly probabilities: Float32Array;
  /** Share of the attention that each token got, row-major [size, time]: sums to 1 over a row's valid tokens, 0 at padding. */
  readonly weights: Float32Array;
}

export interface Trainable {
  /**
   * From now on this optimizer changes the weights; its memory begins anew unless it is the one in use. Without this
   * method, or before it is called, a model has the optimizer it was made with: Adam.
   */
  useOptimizer?(config: OptimizerConfig): void;
  /** One optimizer step on one batch. */
  step(batch: Batch, options: StepOptions): StepResult;
  /** One optimizer step on several batches as on one large one: the mean is over the rows of them all. */
  stepOver?(batches: readonly Batch[], options: StepOptions): StepResult;
  /**
   * Moves the running mean of the trained weights towards them by `share` of the way; the first time it takes them. The
   * mean is part of the exported state, `average/…`, and forgotten by an imported one without it.
   */
  average?(share: number): void;
  /** Exchanges the trained weights and their mean: predictions are the mean's then, until the next call. Without a mean nothing happens. */
  swapAverage?(): void;
  /** Probability of the positive class per row, [size]; dropout off. */
  predict(batch: Batch): Float32Array;
  /**
   * Predictions with the attention behind them. There is such a function only where the architecture attends:
   * `model.attention === undefined` says that it does not.
   */
  readonly attention?: (batch: Batch) => TokenAttention;
  exportState(): TrainableState;
  importState(state: TrainableState): void;
  /** Frees native memory. The object must not be used afterwards. */
  dispose(): void;
}
