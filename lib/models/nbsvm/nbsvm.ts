import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import { parseConfig } from '../../config/index.ts';
import { binaryRows } from './binary-rows.ts';
import { nbSvmConfigSchema, type NbSvmConfig, type NbSvmOptions } from './config.ts';
import { trainLinearSvm } from './linear-svm.ts';
import { logCountRatio } from './log-count-ratio.ts';
import { NgramVocabulary, type NgramVocabularyJson } from './ngram-vocabulary.ts';
import { applySigmoid, fitSigmoid, type Sigmoid } from './platt.ts';

/** A trained model as JSON. */
export interface NbSvmJson {
  readonly config: NbSvmConfig;
  readonly vocabulary: NgramVocabularyJson;
  /** One per feature: words, then bigrams. */
  readonly weights: readonly number[];
  readonly bias: number;
  readonly sigmoid: Sigmoid;
  readonly calibrated: boolean;
  readonly solver: { readonly iterations: number; readonly converged: boolean };
}

const UNCALIBRATED: Sigmoid = { slope: 1, offset: 0 };

/**
 * NB-SVM over uni- and bigrams, the strong linear baseline. Documents come as tokens, so that it stands on any
 * tokenizer; immutable once fitted.
 */
export class NbSvm {
  readonly config: NbSvmConfig;
  readonly vocabulary: NgramVocabulary;
  /** What a feature's presence adds to the decision, [vocabulary.size]. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** Passes the solver took, and whether it reached its tolerance. */
  readonly solver: { readonly iterations: number; readonly converged: boolean };
  /** Whether probabilities were fitted to held-out decisions; before that they are the logistic of the margin. */
  readonly calibrated: boolean;
  readonly #sigmoid: Sigmoid;

  private constructor(
    parts: Pick<NbSvm, 'config' | 'vocabulary' | 'weights' | 'bias' | 'solver'>,
    sigmoid: Sigmoid | null,
  ) {
    this.config = parts.config;
    this.vocabulary = parts.vocabulary;
    this.weights = parts.weights;
    this.bias = parts.bias;
    this.solver = parts.solver;
    this.calibrated = sigmoid !== null;
    this.#sigmoid = sigmoid ?? UNCALIBRATED;
  }

  /**
   * Fits the model.
   *
   * @param documents tokens per document
   * @param labels 0 or 1 per document; both must occur
   * @param options see `nbSvmConfigSchema` for the defaults
   * @param rng decides the order in which the solver visits the documents
   */
  static fit(
    documents: readonly (readonly string[])[],
    labels: ArrayLike<number>,
    options: NbSvmOptions,
    rng: Rng,
  ): NbSvm {
    const config = parseConfig(nbSvmConfigSchema, { kind: 'nbsvm', ...options }, 'model');
    if (documents.length !== labels.length)
      throw new UserError(`There must be one label per document (${documents.length}).`, {
        field: 'labels',
        value: labels.length,
      });
    const vocabulary = NgramVocabulary.fit(documents, config.minDf);
    const features = binaryRows(
      documents.map((document) => vocabulary.encode(document)),
      vocabulary.size,
    );
    const ratio = logCountRatio(features, labels, config.alpha);
    const svm = trainLinearSvm(features, ratio, labels, { ...config, rng: rng.split('nbsvm') });
    // Interpolation of the paper's section 2.3: with the mean magnitude for every feature it is naive Bayes itself.
    const mean = svm.weights.reduce((sum, w) => sum + Math.abs(w), 0) / Math.max(1, svm.weights.length);
    const weights = svm.weights.map(
      (w, j) => ((1 - config.beta) * mean + config.beta * w) * (ratio[j] ?? NaN),
    );
    const { iterations, converged } = svm;
    return new NbSvm(
      { config, vocabulary, weights, bias: svm.bias, solver: { iterations, converged } },
      null,
    );
  }

  static fromJSON(json: NbSvmJson): NbSvm {
    const vocabulary = NgramVocabulary.fromJSON(json.vocabulary);
    if (vocabulary.size !== json.weights.length)
      throw new UserError(`There must be one weight per feature (${vocabulary.size}).`, {
        field: 'weights',
        value: json.weights.length,
      });
    return new NbSvm(
      { ...json, vocabulary, weights: Float64Array.from(json.weights) },
      json.calibrated ? json.sigmoid : null,
    );
  }

  toJSON(): NbSvmJson {
    return {
      config: this.config,
      vocabulary: this.vocabulary.toJSON(),
      weights: Array.from(this.weights),
      bias: this.bias,
      sigmoid: this.#sigmoid,
      calibrated: this.calibrated,
      solver: this.solver,
    };
  }

  /**
   * A copy whose probabilities are fitted to held-out documents (Platt). Its classes may differ from the sign of the
   * decision, because the fit also moves the threshold.
   */
  calibrate(documents: readonly (readonly string[])[], labels: ArrayLike<number>): NbSvm {
    return new NbSvm(
      this,
      fitSigmoid(
        documents.map((document) => this.decision(document)),
        labels,
      ),
    );
  }

  /** Signed distance from the border: above 0 positive. The bias alone when no feature is known. */
  decision(document: readonly string[]): number {
    let sum = this.bias;
    for (const feature of this.vocabulary.encode(document)) sum += this.weights[feature] ?? 0;
    return sum;
  }

  /** Probability of the positive class: calibrated, or else the logistic of the decision, which only ranks. */
  probability(document: readonly string[]): number {
    return applySigmoid(this.#sigmoid, this.decision(document));
  }

  /** Probabilities of many documents, [documents]. */
  predict(documents: readonly (readonly string[])[]): Float64Array {
    return Float64Array.from(documents, (document) => this.probability(document));
  }

  /** The features with the largest weights for a class, strongest first. */
  strongest(label: 0 | 1, count: number): { readonly ngram: string; readonly weight: number }[] {
    const sign = label === 1 ? 1 : -1;
    return Array.from(this.weights, (weight, feature) => ({ feature, weight }))
      .sort((a, b) => sign * (b.weight - a.weight) || a.feature - b.feature)
      .slice(0, count)
      .map(({ feature, weight }) => ({ ngram: this.vocabulary.nameOf(feature), weight }));
  }
}
