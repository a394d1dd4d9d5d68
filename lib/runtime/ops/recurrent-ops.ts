import type { Tensor, Tensor2D, Tensor1D, Tensor3D } from '@tensorflow/tfjs';
import type { Optimizer } from './optimizer.ts';
import type { OptimizerConfig } from './optimizers/config.ts';
import type { RecurrentLayer } from './recurrent-layer.ts';
import type { Variable } from './variable.ts';

/** Options of {@link RecurrentOps.lstm}. */
export interface LstmOptions {
  /**
   * Whether the gradient with respect to `x` is wanted. Default true. Without it a large matrix product is saved: for a
   * first layer over frozen embeddings.
   */
  readonly inputGradient?: boolean;
  /** State before the first step, differentiable. Default zero. */
  readonly initial?: LstmState;
}

/** Output and cell of an LSTM at one step, [batch, units] each. */
export interface LstmState {
  readonly h: Tensor2D;
  readonly c: Tensor2D;
}

/** Options of {@link RecurrentOps.gru}. */
export interface GruOptions {
  /** As in {@link LstmOptions}. Default true. */
  readonly inputGradient?: boolean;
  /** Output before the first step [batch, units], differentiable. Default zero. */
  readonly initial?: Tensor2D;
}

/** What a dense layer puts over its sums. */
export type Activation = 'linear' | 'relu';

/**
 * What training a recurrent model needs beyond TensorFlow.js' own operations. Three implementations with equal results to
 * about 1e-6: our own kernels within native TensorFlow, TensorFlow's own operations, and portable ones for WebAssembly.
 */
export interface RecurrentOps {
  /**
   * Long short-term memory over a whole sequence, sigmoid gates and tanh cell (Hochreiter &
   * Schmidhuber 1997 with forget gates), differentiable. Steps beyond a row's length do not disturb earlier ones: pad on
   * the right and read only valid steps.
   *
   * @param x inputs [time, batch, inputs]
   * @param kernel [inputs + units, 4 × units]: input weights above recurrent weights, gates in Keras' order i, f, c, o
   * @param bias [4 × units], same order
   * @returns outputs of every step [time, batch, units]
   */
  lstm(x: Tensor3D, kernel: Tensor2D, bias: Tensor1D, options?: LstmOptions): Tensor3D;

  /**
   * Gated recurrent units over a whole sequence, differentiable (Cho et al. 2014), as PyTorch and cuDNN compute them: the
   * reset gate acts after the product, n = tanh(W x + b + r ∘ (U h + c)), and h' = (1 - z) ∘ n + z ∘ h. Padding as with
   * `lstm`.
   *
   * @param x inputs [time, batch, inputs]
   * @param kernel [inputs + units, 3 × units]: input weights above recurrent weights, gates in PyTorch's order r, z, n
   * @param bias [4 × units]: of r, z, n (the b above), then n's inner one (c)
   * @returns outputs of every step [time, batch, units]
   */
  gru(x: Tensor3D, kernel: Tensor2D, bias: Tensor1D, options?: GruOptions): Tensor3D;

  /**
   * A recurrent layer with all its directions, differentiable.
   *
   * @returns outputs of all directions side by side, in the order of the text, [time, batch, directions × units]; those
   *   beyond a row's length mean nothing, and no gradient should reach them
   */
  recurrentSequence(layer: RecurrentLayer): Tensor3D;

  /**
   * The same, of each direction only the output of the last step that it reads (of a backward one, that at the text's
   * first word), side by side [batch, directions × units].
   */
  recurrentLast(layer: RecurrentLayer): Tensor2D;

  /**
   * Reverses the first `lengths[row]` steps of each row and leaves the padding where it is; differentiable, and its own
   * inverse.
   *
   * @param x [time, batch, features]
   * @param lengths valid steps per row, [batch], 0 … time
   */
  reverseSequence(x: Tensor3D, lengths: Int32Array): Tensor3D;

  /**
   * A dense layer, differentiable by all three.
   *
   * @param x [batch, inputs]
   * @param kernel [inputs, outputs]
   * @param bias [outputs]
   * @returns [batch, outputs]
   */
  dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, activation: Activation): Tensor2D;

  /** A named place for weights that an optimizer changes in place. The values are copied. */
  variable(shape: readonly number[], values: Float32Array): Variable;

  /** An optimizer over named variables. */
  optimizer(variables: ReadonlyMap<string, Variable>, config: OptimizerConfig): Optimizer;

  /**
   * The gradient of a look-up: row `ids[k]` of the result is the sum of all rows `k` of `values`, in their order. Dense, which
   * is faster on native TensorFlow than updating the touched rows alone, and gives Adam's moments their due decay. Our own
   * kernels remember which rows were touched, and read only those.
   *
   * @param values [ids.length, columns]
   * @param ids 0 … rows − 1
   * @returns [rows, columns]
   */
  sumRows(values: Tensor2D, ids: Int32Array, rows: number): Tensor2D;

  /** Sum of squares of all elements of all tensors. */
  squaredNorm(tensors: readonly Tensor[]): number;
}
