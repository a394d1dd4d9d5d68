// The kernel and an editor know the experiments by this reference alone: nothing of them is loaded.
/// <reference path="../../../types/experiments.d.ts" />
import type { ExperimentDefinition } from '../../experiment/index.ts';
import type { Params } from '../../tuning/index.ts';

/** A name in experiments/. */
export type ExperimentName = keyof SentilabExperiments;

/** Type of the parameters that a definition searches. */
export type ParamsOf<D> = D extends ExperimentDefinition<infer P> ? P : Params;

/** Type of an experiment's parameters by its name. */
export type ParamsOfName<N extends ExperimentName> = ParamsOf<SentilabExperiments[N]>;
