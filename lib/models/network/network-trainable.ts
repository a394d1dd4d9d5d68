import type { Tensor } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import { FailureError } from '../../errors/index.ts';
import { Rng } from '../../random/index.ts';
import { DEFAULT_OPTIMIZER, recurrentOps } from '../../runtime/index.ts';
import type { Backend, Optimizer, OptimizerConfig, RecurrentOps, Variable } from '../../runtime/index.ts';
import { sigmoid } from '../layers/binary-cross-entropy.ts';
import { classificationLoss } from '../layers/classification-loss.ts';
import type { StepOptions, StepResult, TokenAttention, Trainable, TrainableState } from '../trainable.ts';
import type { Architecture, Pass } from './architecture.ts';
import { cutGradients, sumGradients, type LossAndGradients } from './gradients.ts';
import { embeddingParameter, type EmbeddingStart, type Parameter } from './parameter.ts';
import { exportNetwork, readNetworkState } from './state.ts';
import { WeightAverage, readAverages } from './weight-average.ts';

/** What a network is made of besides its architecture. */
export interface NetworkParts {
  readonly backend: Backend;
  readonly embedding: EmbeddingStart;
  /** Numbers that come with every token; default 0. */
  readonly channels?: number;
  readonly seed: number;
}

/** A network of any architecture that is trained step by step by backpropagation. */
export class NetworkTrainable implements Trainable {
  readonly #architecture: Architecture;
  readonly #backend: Backend;
  readonly #ops: RecurrentOps;
  readonly #parameters: readonly Parameter[];
  readonly #channels: number;
  /** All weights, the embedding first. */
  readonly #variables: ReadonlyMap<string, Variable>;
  /** Those of them that are trained. */
  readonly #trained: ReadonlyMap<string, Variable>;
  #optimizer: Optimizer;
  #optimizerConfig: OptimizerConfig = DEFAULT_OPTIMIZER;
  #dropout: Rng;
  readonly attention?: (batch: Batch) => TokenAttention;
  readonly #average = new WeightAverage();

  constructor(architecture: Architecture, { backend, embedding, channels = 0, seed }: NetworkParts) {
    const ops = recurrentOps(backend);
    this.#architecture = architecture;
    this.#backend = backend;
    this.#ops = ops;
    this.#channels = channels;
    const table = embeddingParameter(embedding);
    this.#parameters = [table, ...architecture.parameters({ ...embedding, channels }, seed)];
    this.#variables = new Map(
      this.#parameters.map(({ name, shape, initial }) => [name, ops.variable(shape, initial())]),
    );
    this.#trained = new Map(
      [...this.#variables].filter(([name]) => embedding.trainable || name !== table.name),
    );
    this.#optimizer = ops.optimizer(this.#trained, this.#optimizerConfig);
    this.#dropout = new Rng(seed).split('dropout');
    if (architecture.attends) this.attention = (batch) => this.#attention(batch);
  }

  useOptimizer(config: OptimizerConfig): void {
    if (JSON.stringify(config) === JSON.stringify(this.#optimizerConfig)) return;
    this.#optimizer.dispose();
    this.#optimizer = this.#ops.optimizer(this.#trained, config);
    this.#optimizerConfig = config;
  }

  step(batch: Batch, options: StepOptions): StepResult {
    return this.stepOver([batch], options);
  }

  stepOver(batches: readonly Batch[], options: StepOptions): StepResult {
    const { learningRate, clipNorm, clipValue } = options;
    const { tf } = this.#backend;
    const { loss, gradients } = sumGradients(tf, batches, (batch) => this.#differentiate(batch, options));
    try {
      const gradientNorm = this.#norm(gradients);
      if (clipValue !== undefined) cutGradients(tf, gradients, clipValue);
      const norm = clipValue === undefined ? gradientNorm : this.#norm(gradients);
      const gradientScale = clipNorm !== null && norm > clipNorm ? clipNorm / norm : 1;
      this.#optimizer.update(gradients, {
        learningRate,
        gradientScale,
        ...(options.freezeEmbedding && this.#trained.has('embedding') && { except: 'embedding' }),
      });
      return { loss, gradientNorm };
    } finally {
      for (const gradient of gradients.values()) gradient.dispose();
    }
  }

  #norm(gradients: ReadonlyMap<string, Tensor>): number {
    let squaredNorm = 0;
    for (const gradient of gradients.values()) squaredNorm += this.#ops.squaredNorm(gradient);
    return Math.sqrt(squaredNorm);
  }

  /** Loss and gradients by name. The gradients are the caller's to dispose of. */
  #differentiate(
    batch: Batch,
    { classWeights, loss: minimised, freezeEmbedding = false, dropoutScale = 1 }: StepOptions,
  ): LossAndGradients {
    const { tf } = this.#backend;
    const names = [...this.#trained.keys()].filter((name) => !freezeEmbedding || name !== 'embedding');
    const inputGradient = names.includes('embedding');
    let loss = NaN;
    const gradients = tf.tidy(() => {
      const all = this.#read();
      const pass = tf.valueAndGrads((...tensors: Tensor[]) => {
        const weights = new Map([...all, ...names.map((name, k) => [name, tensors[k] as Tensor] as const)]);
        const logits = this.#architecture.logits(
          this.#pass(batch, weights, { dropout: this.#dropout, dropoutScale, inputGradient }),
        );
        const { labels, targets } = batch;
        return classificationLoss(tf, logits, labels, { loss: minimised, weights: classWeights, targets });
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

  #pass(
    batch: Batch,
    weights: ReadonlyMap<string, Tensor>,
    how: Partial<Pick<Pass, 'dropout' | 'dropoutScale' | 'perturbation' | 'attend' | 'inputGradient'>>,
  ): Pass {
    const weight = <T extends Tensor>(name: string): T => {
      const tensor = weights.get(name);
      if (tensor === undefined) throw new FailureError('The network lacks a weight.', { field: name });
      return tensor as T;
    };
    const plain = { dropout: null, dropoutScale: 1, perturbation: null, attend: null, inputGradient: false };
    return {
      tf: this.#backend.tf,
      ops: this.#ops,
      batch,
      weight,
      channels: this.#channels,
      ...plain,
      ...how,
    };
  }

  average(share: number): void {
    this.#average.update(this.#trained, share);
  }

  swapAverage(): void {
    this.#average.swap(this.#trained);
  }

  predict(batch: Batch): Float32Array {
    return this.#probabilities(batch, null);
  }

  #attention(batch: Batch): TokenAttention {
    const told: Float32Array[] = [];
    const probabilities = this.#probabilities(batch, (found) => told.push(found));
    const [weights] = told;
    if (weights === undefined) throw new FailureError('The network told nobody of its attention.');
    return { probabilities, weights };
  }

  #probabilities(batch: Batch, attend: Pass['attend']): Float32Array {
    return this.#backend.tf.tidy(() =>
      this.#architecture
        .logits(this.#pass(batch, this.#read(), { attend }))
        .dataSync<'float32'>()
        .map(sigmoid),
    );
  }

  exportState(): TrainableState {
    const { arrays, scalars } = exportNetwork(this.#variables, this.#optimizer, this.#dropout.getState());
    return { arrays: [...arrays, ...this.#average.export(this.#trained)], scalars };
  }

  /**
   * Puts back an exported state. One without `slots/…` (a saved model) sets the weights alone: the optimizer starts anew.
   *
   * @throws FailureError when an array is missing or does not fit; nothing is changed then
   */
  importState(state: TrainableState): void {
    const read = readNetworkState(
      state,
      this.#parameters,
      (name) => this.#trained.has(name),
      this.#optimizer.slotNames,
    );
    this.#average.restore(readAverages(state, this.#trained));
    for (const [name, values] of read.weights) this.#variables.get(name)?.assign(values);
    this.#optimizer.importSlots(read.slots, read.steps);
    if (read.dropout !== null) this.#dropout = Rng.fromState(read.dropout);
  }

  dispose(): void {
    this.#optimizer.dispose();
    for (const variable of this.#variables.values()) variable.dispose();
  }
}
