import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import { Rng } from '../../random/index.ts';
import { recurrentOps } from '../../runtime/index.ts';
import type { Backend, Optimizer, Variable } from '../../runtime/index.ts';
import type { BilstmConfig } from '../config/bilstm-config.ts';
import { pooledSize } from '../config/describe-model.ts';
import { binaryCrossEntropy, sigmoid } from '../layers/binary-cross-entropy.ts';
import { dropoutMask } from '../layers/dropout-mask.ts';
import { embed } from '../layers/embed.ts';
import type { StepOptions, StepResult, Trainable, TrainableState } from '../trainable.ts';
import type { DropoutMasks, Network } from './network.ts';
import { bilstmLogits } from './network.ts';
import type { EmbeddingStart, Parameter } from './parameters.ts';
import { bilstmParameters, embeddingParameter } from './parameters.ts';
import { exportBilstm, readBilstmState } from './state.ts';

/** What a BiLSTM is made of besides its configuration. */
export interface BilstmParts {
  readonly backend: Backend;
  readonly embedding: EmbeddingStart;
  readonly seed: number;
}

/** A bidirectional LSTM that is trained step by step: see {@link BilstmConfig} for its layers. */
export class Bilstm implements Trainable {
  readonly #network: Network;
  readonly #dimensions: number;
  readonly #parameters: readonly Parameter[];
  /** All weights, the embedding first. */
  readonly #variables: ReadonlyMap<string, Variable>;
  /** Those of them that are trained. */
  readonly #trained: ReadonlyMap<string, Variable>;
  readonly #optimizer: Optimizer;
  #dropout: Rng;

  constructor(config: BilstmConfig, { backend, embedding, seed }: BilstmParts) {
    const ops = recurrentOps(backend);
    this.#network = { tf: backend.tf, ops, config };
    this.#dimensions = embedding.dimensions;
    const table = embeddingParameter(embedding);
    this.#parameters = [table, ...bilstmParameters(config, embedding.dimensions, seed)];
    this.#variables = new Map(
      this.#parameters.map(({ name, shape, initial }) => [name, ops.variable(shape, initial())]),
    );
    this.#trained = new Map(
      [...this.#variables].filter(([name]) => embedding.trainable || name !== table.name),
    );
    this.#optimizer = ops.adam(this.#trained);
    this.#dropout = new Rng(seed).split('dropout');
  }

  step(batch: Batch, options: StepOptions): StepResult {
    const { ops } = this.#network;
    const { learningRate, clipNorm } = options;
    const { loss, gradients } = this.#differentiate(batch, this.#masks(batch.size), options);
    try {
      let squaredNorm = 0;
      for (const gradient of gradients.values()) squaredNorm += ops.squaredNorm(gradient);
      const gradientNorm = Math.sqrt(squaredNorm);
      const gradientScale = clipNorm !== null && gradientNorm > clipNorm ? clipNorm / gradientNorm : 1;
      this.#optimizer.update(gradients, {
        learningRate,
        gradientScale,
        ...(options.freezeEmbedding && { except: 'embedding' }),
      });
      return { loss, gradientNorm };
    } finally {
      for (const gradient of gradients.values()) gradient.dispose();
    }
  }

  /** Fresh masks, drawn from the model's own generator. */
  #masks(rows: number): DropoutMasks {
    const { config } = this.#network;
    const rng = this.#dropout;
    return {
      embedding: dropoutMask(rng, rows * this.#dimensions, config.dropout.embedding),
      head: [pooledSize(config), ...config.head].map((size) =>
        dropoutMask(rng, rows * size, config.dropout.head),
      ),
    };
  }

  /** Loss and gradients by name. The gradients are the caller's to dispose of. */
  #differentiate(
    batch: Batch,
    masks: DropoutMasks,
    { classWeights, freezeEmbedding = false }: StepOptions,
  ): { loss: number; gradients: Map<string, Tensor> } {
    const { tf } = this.#network;
    const names = [...this.#trained.keys()].filter((name) => !freezeEmbedding || name !== 'embedding');
    const inputGradient = names.includes('embedding');
    let loss = NaN;
    const gradients = tf.tidy(() => {
      const all = this.#read();
      const pass = tf.valueAndGrads((...tensors: Tensor[]) => {
        const weights = new Map([...all, ...names.map((name, k) => [name, tensors[k] as Tensor] as const)]);
        const logits = this.#logits(batch, weights, masks, inputGradient);
        return binaryCrossEntropy(tf, logits, batch.labels, classWeights);
      });
      const { value, grads } = pass(names.map((name) => all.get(name) as Tensor));
      loss = value.dataSync()[0] as number;
      return grads;
    });
    return { loss, gradients: new Map(names.map((name, k) => [name, gradients[k] as Tensor])) };
  }

  #read(): Map<string, Tensor> {
    return new Map([...this.#variables].map(([name, variable]) => [name, variable.read()]));
  }

  #logits(
    batch: Batch,
    weights: ReadonlyMap<string, Tensor>,
    masks: DropoutMasks | null,
    inputGradient: boolean,
  ): Tensor2D {
    const x: Tensor3D = embed(this.#network.tf, weights.get('embedding') as Tensor2D, batch);
    return bilstmLogits(this.#network, { x, lengths: batch.lengths, weights, masks, inputGradient });
  }

  predict(batch: Batch): Float32Array {
    return this.#network.tf.tidy(() =>
      this.#logits(batch, this.#read(), null, false).dataSync<'float32'>().map(sigmoid),
    );
  }

  exportState(): TrainableState {
    return exportBilstm(this.#variables, this.#optimizer, this.#dropout.getState());
  }

  /**
   * Puts back an exported state. One without `slots/…` (a saved model) sets the weights alone: the optimizer starts anew.
   *
   * @throws FailureError when an array is missing or does not fit; nothing is changed then
   */
  importState(state: TrainableState): void {
    const read = readBilstmState(state, this.#parameters, (name) => this.#trained.has(name));
    for (const [name, values] of read.weights) this.#variables.get(name)?.assign(values);
    this.#optimizer.importSlots(read.slots, read.steps);
    if (read.dropout !== null) this.#dropout = Rng.fromState(read.dropout);
  }

  dispose(): void {
    this.#optimizer.dispose();
    for (const variable of this.#variables.values()) variable.dispose();
  }
}
