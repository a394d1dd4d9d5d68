import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Batch } from '../../data/index.ts';
import { FailureError } from '../../errors/index.ts';
import { Rng } from '../../random/index.ts';
import { DEFAULT_OPTIMIZER, recurrentOps } from '../../runtime/index.ts';
import type { Backend, Optimizer, OptimizerConfig, RecurrentOps, Variable } from '../../runtime/index.ts';
import { sigmoid } from '../layers/binary-cross-entropy.ts';
import { classificationLoss } from '../layers/classification-loss.ts';
import type { StepOptions, StepResult, TokenAttention, Trainable, TrainableState } from '../trainable.ts';
import { adversarialGradients, type RunBackward } from './adversarial.ts';
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
    return Math.sqrt(this.#ops.squaredNorm([...gradients.values()]));
  }

  /** Loss and gradients by name. The gradients are the caller's to dispose of. */
  #differentiate(batch: Batch, options: StepOptions): LossAndGradients {
    const { classWeights, loss: minimised, adversarial, freezeEmbedding = false } = options;
    const { tf } = this.#backend;
    const names = [...this.#trained.keys()].filter((name) => !freezeEmbedding || name !== 'embedding');
    const { labels, targets } = batch;
    const plainLoss = (logits: Tensor2D): Scalar =>
      classificationLoss(tf, logits, labels, { loss: minimised, weights: classWeights, targets });
    let loss = NaN;
    const gradients = tf.tidy(() => {
      const all = this.#read();
      const run = this.#backward(batch, all, names, options);
      const parts = { batch, table: all.get('embedding') as Tensor2D, rng: this.#dropout };
      const found =
        adversarial === undefined
          ? run(null, { weights: true, perturbation: false }, plainLoss)
          : adversarialGradients(tf, adversarial, parts, run, plainLoss);
      loss = found.loss;
      return [...found.gradients];
    });
    return { loss, gradients: new Map(names.map((name, k) => [name, gradients[k] as Tensor])) };
  }

  /** Passes of one step over one batch. The first draws the dropout masks, the others have the same. */
  #backward(
    batch: Batch,
    all: ReadonlyMap<string, Tensor>,
    names: readonly string[],
    { dropoutScale = 1 }: StepOptions,
  ): RunBackward {
    const { tf } = this.#backend;
    const masks = this.#dropout.getState();
    let dropout = this.#dropout;
    return (given, by, lossOf) => {
      const weightNames = by.weights ? names : [];
      const inputGradient = by.perturbation || weightNames.includes('embedding');
      const inputs = weightNames.map((name) => all.get(name) as Tensor);
      let logits = new Float32Array();
      const pass = tf.valueAndGrads((...tensors: Tensor[]) => {
        const weights = new Map([
          ...all,
          ...weightNames.map((name, k) => [name, tensors[k] as Tensor] as const),
        ]);
        const perturbation = by.perturbation ? (tensors.at(-1) as Tensor3D) : given;
        const how = { dropout, dropoutScale, perturbation, inputGradient };
        const computed = this.#architecture.logits(this.#pass(batch, weights, how));
        if (by.weights) logits = computed.dataSync<'float32'>().slice();
        return lossOf(computed);
      });
      const { value, grads } = pass(by.perturbation && given ? [...inputs, given] : inputs);
      dropout = Rng.fromState(masks);
      return {
        loss: value.dataSync()[0] as number,
        logits,
        gradients: grads.slice(0, weightNames.length),
        input: by.perturbation ? (grads.at(-1) as Tensor3D) : null,
      };
    };
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
