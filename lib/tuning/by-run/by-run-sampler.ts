import { UserError } from '../../errors/index.ts';
import { canonicalJson } from '../../hash/index.ts';
import { Rng } from '../../random/index.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { ParamValue, Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import { createSampler } from '../samplers/index.ts';
import type { SamplerConfig } from '../samplers/index.ts';
import { Space } from '../space.ts';
import { isSame, relativeSpace } from './relative-space.ts';

/** What a trial is to try, made when it was asked for: nothing told later changes it. */
interface Proposal {
  /** Values of the parameters that all trials so far have in common. */
  readonly together: Params;
  readonly space: Space | null;
  /** Trials that had ended then. */
  readonly known: number;
}

/** The sampler of all common parameters, for as long as they are the same. */
interface Together {
  readonly key: string;
  readonly space: Space;
  readonly sampler: Sampler;
  /** So many ended trials were told. */
  told: number;
}

/**
 * Proposes values for parameters that become known only when an objective asks for them. Those that every trial so far
 * asked for are proposed together by the sampler of the config; the others one by one: by TPE out of the trials that had
 * them, or at random where the config is a sampler without a model.
 */
export class ByRunSampler implements Sampler {
  readonly name: string;
  readonly #config: SamplerConfig;
  readonly #seed: number;
  readonly #ended: ObservedTrial[] = [];
  #active: readonly ActiveTrial[] = [];
  #together: Together | null = null;
  readonly #proposals = new Map<number, Proposal>();
  #next = 0;

  /** @throws UserError for a grid, which needs to know the space before the first trial */
  constructor(config: SamplerConfig, seed: number) {
    if (config.kind === 'grid')
      throw new UserError('A grid needs to know its space before the first trial.', {
        field: 'sampler.kind',
        value: config.kind,
        fix: 'Use random, sobol or tpe, or write the space down: new Study({ space: space({ … }) }).',
      });
    this.#config = config;
    new Rng(seed); // refuses a bad seed here
    this.#seed = seed;
    this.name = `${config.kind} by run`;
  }

  update(completed: readonly ObservedTrial[], active: readonly ActiveTrial[]): void {
    for (const trial of completed) {
      this.#ended.push(trial);
      this.#proposals.delete(trial.number);
      this.#next = Math.max(this.#next, trial.number + 1);
    }
    this.#active = active;
    for (const { number } of active) this.#next = Math.max(this.#next, number + 1);
  }

  /** Trials without parameters: `suggestParam` gives them theirs. */
  suggest(count: number): Suggestion[] {
    return Array.from({ length: count }, () => {
      const number = this.#next++;
      const proposedBy = this.#propose(number);
      return { params: {}, proposedBy };
    });
  }

  suggestParam({ number }: ActiveTrial, name: string, dimension: Dimension): ParamValue {
    // A trial that another process began has no proposal here.
    if (!this.#proposals.has(number)) this.#propose(number);
    const { together, space, known } = this.#proposals.get(number) as Proposal;
    if (Object.hasOwn(together, name) && space && isSame(space.dimension(name), dimension))
      return together[name] as ParamValue;
    return this.#alone(number, name, dimension, this.#ended.slice(0, known));
  }

  #propose(number: number): Suggestion['proposedBy'] {
    const together = this.#samplerTogether();
    const known = this.#ended.length;
    const suggestion = together?.sampler.suggest(1)[0];
    this.#proposals.set(number, {
      together: suggestion?.params ?? {},
      space: together?.space ?? null,
      known,
    });
    return suggestion?.proposedBy ?? 'prior';
  }

  #samplerTogether(): Together | null {
    const space = relativeSpace(this.#ended);
    if (!space) return null;
    const key = canonicalJson(space.toJSON());
    if (this.#together?.key !== key) {
      const sampler = createSampler(this.#config, space, this.#seed);
      this.#together = { key, space, sampler, told: 0 };
    }
    const { sampler, told } = this.#together;
    sampler.update(
      this.#ended.slice(told).map((trial) => ({ ...trial, params: this.#within(space, trial) })),
      this.#active.map(({ number, params }) => ({ number, params: this.#within(space, { number, params }) })),
    );
    this.#together.told = this.#ended.length;
    return this.#together;
  }

  /** A trial that did not come to ask for all of them (it failed, or still runs) is taken as proposed, else as the middle. */
  #within(space: Space, { number, params }: ActiveTrial): Params {
    const [middle = {}] = space.representatives();
    const proposed = this.#proposals.get(number)?.together ?? {};
    const merged = { ...middle, ...proposed, ...params };
    return Object.fromEntries(space.names.map((name) => [name, merged[name] as ParamValue]));
  }

  #alone(number: number, name: string, dimension: Dimension, ended: readonly ObservedTrial[]): ParamValue {
    const space = new Space({ [name]: dimension });
    const seed = new Rng(this.#seed).split(`${name}-${number}`).nextSeed();
    const modelled = !['random', 'sobol'].includes(this.#config.kind);
    const { startupTrials } = this.#config as { readonly startupTrials?: number };
    const config: SamplerConfig = modelled
      ? { kind: 'tpe', ...(startupTrials !== undefined && { startupTrials }) }
      : { kind: 'random' };
    const sampler = createSampler(config, space, seed);
    sampler.update(
      ended
        .filter(({ dimensions }) => isSame(dimensions?.[name], dimension))
        .map((trial) => ({ ...trial, params: { [name]: trial.params[name] as ParamValue } })),
      [],
    );
    return sampler.suggest(1)[0]?.params[name] as ParamValue;
  }
}
