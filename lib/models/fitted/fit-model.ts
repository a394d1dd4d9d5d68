import type { Rng } from '../../random/index.ts';
import type { ModelConfig, NetworkConfig } from '../config/model-config.ts';
import { NbSvm } from '../nbsvm/nbsvm.ts';
import { nbSvmFromState, nbSvmState } from '../nbsvm/state.ts';
import type { Documents, FittedModel, FittedState } from './fitted-model.ts';

/** Every configuration of a model that is fitted at once. */
export type FittedConfig = Exclude<ModelConfig, NetworkConfig>;

/** Documents with their classes, 0 and 1. */
export interface LabelledDocuments {
  readonly documents: Documents;
  readonly labels: readonly number[];
}

/** What a model is fitted to. */
export interface FitParts {
  readonly train: LabelledDocuments;
  /** Probabilities are fitted to it (Platt); the weights are not. */
  readonly validation: LabelledDocuments;
  /** Decides the order in which the solver visits the documents. */
  readonly rng: Rng;
}

/**
 * Fits a model that has no steps. Its weights are rounded to 32 bits at once, so that a model folder holds the very
 * model that was measured.
 *
 * @throws UserError when a part lacks one of the classes
 */
export function fitModel(config: FittedConfig, { train, validation, rng }: FitParts): FittedModel {
  const fitted = NbSvm.fit(train.documents, train.labels, config, rng);
  const calibrated = fitted.calibrate(validation.documents, validation.labels);
  return restoreFitted(config, nbSvmState(calibrated));
}

/**
 * The model that `exportState` gave the state of.
 *
 * @throws FailureError when the parts of the state do not fit each other
 */
export function restoreFitted(config: FittedConfig, state: FittedState): FittedModel {
  const model = nbSvmFromState(config, state);
  return {
    predict: (documents) => Float32Array.from(model.predict(documents)),
    knows: (token) => model.vocabulary.knows(token),
    exportState: () => state,
  };
}
