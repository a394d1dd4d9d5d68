import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import type { Rng } from '../../random/index.ts';
import type { RecurrentOps, Tf } from '../../runtime/index.ts';
import type { InputSizes } from './input-sizes.ts';
import type { Layer } from './layer.ts';
import type { Parameter } from './parameter.ts';

/** What a forward pass has at hand. */
export interface Pass {
  readonly tf: Tf;
  readonly ops: RecurrentOps;
  readonly batch: Batch;
  /** A weight by its name; `embedding` is the table of word vectors [vocabulary, dimensions]. */
  readonly weight: <T extends Tensor>(name: string) => T;
  /** Draws dropout masks; null to predict. Masks are drawn in the order of the layers. */
  readonly dropout: Rng | null;
  /** Factor on all dropout rates, 0 … 1. */
  readonly dropoutScale: number;
  /** Added to the vectors of the batch's tokens, [time, batch, dimensions]; null for none. */
  readonly perturbation: Tensor3D | null;
  /** Numbers that come with every token of the batch; 0 for none. */
  readonly channels: number;
  /** Told the weight of every token, row-major [batch, time], by architectures that attend; null when nobody asks. */
  readonly attend: ((weights: Float32Array) => void) | null;
  /** Whether the gradient reaches the word vectors. */
  readonly inputGradient: boolean;
}

/**
 * One architecture with its configuration: what it learns and how it computes. Adding one: its folder with this function,
 * its schema in the union of configurations, a line in `architectureOf`; the conformance suite finds it by its schema.
 */
export interface Architecture {
  /** All weights besides the embedding, in the order in which the network uses them. */
  readonly parameters: (inputs: InputSizes, seed: number) => readonly Parameter[];
  /** The layers above the embedding, for a review of so many tokens. */
  readonly layers: (inputs: InputSizes, tokens: number) => readonly Layer[];
  /** Whether `logits` tells the pass how much attention each token got. */
  readonly attends: boolean;
  /** Logits [batch, 1], differentiable by every weight. */
  readonly logits: (pass: Pass) => Tensor2D;
}
