import { Rng } from 'sentilab/random';
import type { RngState } from 'sentilab/random';
import type { Batch, StepOptions, StepResult, Trainable, TrainableState } from 'sentilab/models';

/**
 * Logistic regression on the mean of one weight per word, trained by momentum descent with word dropout: the smallest
 * real model behind `Trainable`. Shows that training needs nothing of TensorFlow, and is quick enough to test the loop.
 */
export class BagOfWords implements Trainable {
  #weights: Float32Array;
  #momentum: Float32Array;
  #steps = 0;
  #dropout: Rng;

  /** @param vocabularySize ids are below it; one more weight is the bias */
  constructor(vocabularySize: number, seed: number) {
    this.#weights = new Float32Array(vocabularySize + 1);
    this.#momentum = new Float32Array(vocabularySize + 1);
    this.#dropout = new Rng(seed).split('dropout');
  }

  step(batch: Batch, { learningRate, clipNorm }: StepOptions): StepResult {
    const gradient = new Float32Array(this.#weights.length);
    let loss = 0;
    for (let row = 0; row < batch.size; row++) {
      const kept = words(batch, row).filter(() => this.#dropout.float() >= 0.1);
      const z = this.#logit(kept);
      const label = batch.labels[row] ?? 0;
      loss += (Math.max(z, 0) - z * label + Math.log1p(Math.exp(-Math.abs(z)))) / batch.size;
      const error = (sigmoid(z) - label) / batch.size;
      for (const id of kept) gradient[id]! += error / Math.sqrt(kept.length);
      gradient[gradient.length - 1]! += error;
    }
    const gradientNorm = Math.hypot(...gradient);
    const scale = clipNorm !== null && gradientNorm > clipNorm ? clipNorm / gradientNorm : 1;
    gradient.forEach((g, i) => {
      this.#momentum[i] = 0.9 * this.#momentum[i]! + scale * g;
      this.#weights[i]! -= learningRate * this.#momentum[i];
    });
    this.#steps++;
    return { loss, gradientNorm };
  }

  predict(batch: Batch): Float32Array {
    return Float32Array.from({ length: batch.size }, (_, row) => sigmoid(this.#logit(words(batch, row))));
  }

  exportState(): TrainableState {
    const shape = [this.#weights.length];
    return {
      arrays: [
        { name: 'weights/words', shape, values: this.#weights.slice() },
        { name: 'slots/momentum', shape, values: this.#momentum.slice() },
      ],
      scalars: { steps: this.#steps, dropout: this.#dropout.getState() },
    };
  }

  importState({ arrays, scalars }: TrainableState): void {
    const valuesOf = (name: string): Float32Array | undefined =>
      arrays.find((array) => array.name === name)?.values;
    this.#weights = valuesOf('weights/words')!.slice();
    this.#momentum = valuesOf('slots/momentum')?.slice() ?? new Float32Array(this.#weights.length);
    this.#steps = (scalars['steps'] as number | undefined) ?? 0;
    if (scalars['dropout']) this.#dropout = Rng.fromState(scalars['dropout'] as RngState);
  }

  dispose(): void {}

  #logit(ids: readonly number[]): number {
    const sum = ids.reduce((total, id) => total + (this.#weights[id] ?? 0), 0);
    return sum / Math.sqrt(Math.max(1, ids.length)) + (this.#weights.at(-1) ?? 0);
  }
}

function words(batch: Batch, row: number): number[] {
  const start = row * batch.time;
  return [...batch.ids.subarray(start, start + (batch.lengths[row] ?? 0))];
}

function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}
