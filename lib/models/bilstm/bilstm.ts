import type { Tensor, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import { Rng } from '../../random/index.ts';
import { recurrentOps } from '../../runtime/index.ts';
import type { Backend, Optimizer, Variable } from '../../runtime/index.ts';
import type { BilstmConfig } from '../config/bilstm-config.ts';
import { pooledSize } from '../config/describe-model.ts';
import { binaryCrossEntropy, sigmoid } from '../layers/binary-cross-entropy.ts';
import { dropoutMask } from '../layers/dropout-mask.ts';
import type { EmbeddingTable } from '../layers/embedding-table.ts';
import type { StepOptions, StepResult, Trainable, TrainableState } from '../trainable.ts';
import type { Network } from './network.ts';
import { bilstmLogits } from './network.ts';
import type { Parameter } from './parameters.ts';
import { bilstmParameters } from './parameters.ts';
import { exportBilstm, readBilstmState } from './state.ts';

/** What a BiLSTM is made of besides its configuration. */
export interface BilstmParts {
  readonly backend: Backend;
  readonly embedding: EmbeddingTable;
  readonly seed: number;
}

/** A bidirectional LSTM that is trained step by step: see {@link BilstmConfig} for its layers. */
export class Bilstm implements Trainable {
  readonly #network: Network;
  readonly #embedding: EmbeddingTable;
  readonly #parameters: readonly Parameter[];
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #optimizer: Optimizer;
  #dropout: Rng;

  constructor(config: BilstmConfig, { backend, embedding, seed }: BilstmParts) {
    const ops = recurrentOps(backend);
    this.#network = { tf: backend.tf, ops, config };
    this.#embedding = embedding;
    this.#parameters = bilstmParameters(config, embedding.dimensions, seed);
    this.#variables = new Map(
      this.#parameters.map(({ name, shape, initial }) => [name, ops.variable(shape, initial())]),
    );
    this.#optimizer = ops.adam(this.#variables);
    this.#dropout = new Rng(seed).split('dropout');
  }

  step(batch: Batch, { learningRate, clipNorm }: StepOptions): StepResult {
    const { config, ops } = this.#network;
    const width = this.#embedding.dimensions;
    const embeddingMask = dropoutMask(this.#dropout, batch.size * width, config.dropout.embedding);
    const masks = [pooledSize(config), ...config.head].map((size) =>
      dropoutMask(this.#dropout, batch.size * size, config.dropout.head),
    );
    const { loss, gradients, dx } = this.#differentiate(batch, embeddingMask, masks);
    try {
      const rows = dx === null ? null : this.#embedding.gradient(batch, dx, embeddingMask);
      let squaredNorm = rows?.squaredNorm ?? 0;
      for (const gradient of gradients.values()) squaredNorm += ops.squaredNorm(gradient);
      const gradientNorm = Math.sqrt(squaredNorm);
      const gradientScale = clipNorm !== null && gradientNorm > clipNorm ? clipNorm / gradientNorm : 1;
      this.#optimizer.update(gradients, { learningRate, gradientScale });
      if (rows !== null) this.#embedding.update(rows, { learningRate, gradientScale });
      return { loss, gradientNorm };
    } finally {
      for (const gradient of gradients.values()) gradient.dispose();
    }
  }

  /** Loss and gradients; `dx` is null over a frozen embedding. The gradients are the caller's to dispose of. */
  #differentiate(
    batch: Batch,
    embeddingMask: Float32Array | null,
    masks: readonly (Float32Array | null)[],
  ): { loss: number; gradients: Map<string, Tensor>; dx: Float32Array | null } {
    const { tf } = this.#network;
    const names = [...this.#variables.keys()];
    const inputGradient = this.#embedding.trainable;
    let loss = NaN;
    let dx: Float32Array | null = null;
    const gradients = tf.tidy(() => {
      const x = this.#vectors(batch, embeddingMask);
      const weights = [...this.#variables.values()].map((variable) => variable.read());
      const pass = tf.valueAndGrads((...tensors: Tensor[]) => {
        const logits = bilstmLogits(this.#network, {
          x: inputGradient ? (tensors[names.length] as Tensor3D) : x,
          lengths: batch.lengths,
          weights: new Map(names.map((name, index) => [name, tensors[index] as Tensor])),
          masks,
          inputGradient,
        });
        return binaryCrossEntropy(tf, logits, batch.labels);
      });
      const { value, grads } = pass(inputGradient ? [...weights, x] : weights);
      loss = value.dataSync()[0] as number;
      if (inputGradient) dx = (grads[names.length] as Tensor).dataSync<'float32'>();
      return grads.slice(0, names.length);
    });
    return { loss, gradients: new Map(names.map((name, index) => [name, gradients[index] as Tensor])), dx };
  }

  predict(batch: Batch): Float32Array {
    const { tf } = this.#network;
    return tf.tidy(() => {
      const x = this.#vectors(batch, null);
      const weights = new Map([...this.#variables].map(([name, variable]) => [name, variable.read()]));
      const pass = { x, lengths: batch.lengths, weights, masks: [], inputGradient: false };
      return bilstmLogits(this.#network, pass).dataSync<'float32'>().map(sigmoid);
    });
  }

  #vectors(batch: Batch, mask: Float32Array | null): Tensor3D {
    const shape: [number, number, number] = [batch.time, batch.size, this.#embedding.dimensions];
    return this.#network.tf.tensor3d(this.#embedding.lookup(batch, mask), shape);
  }

  exportState(): TrainableState {
    return exportBilstm({
      embedding: this.#embedding,
      variables: this.#variables,
      optimizer: this.#optimizer,
      dropout: this.#dropout.getState(),
    });
  }

  /**
   * Puts back an exported state. One without `slots/…` (a saved model) sets the weights alone: the optimizer starts anew.
   *
   * @throws FailureError when an array is missing or does not fit; nothing is changed then
   */
  importState(state: TrainableState): void {
    const read = readBilstmState(state, this.#embedding, this.#parameters);
    for (const [name, values] of read.weights) this.#variables.get(name)?.assign(values);
    this.#embedding.restore(read.embedding, read.embeddingMoments, read.steps);
    this.#optimizer.importSlots(read.slots, read.steps);
    if (read.dropout !== null) this.#dropout = Rng.fromState(read.dropout);
  }

  dispose(): void {
    this.#optimizer.dispose();
    for (const variable of this.#variables.values()) variable.dispose();
  }
}
