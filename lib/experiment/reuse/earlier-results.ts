import { hashOf } from '../../hash/index.ts';
import { isNetwork } from '../../models/index.ts';
import type { RunRecord } from '../../tracking/index.ts';
import type { RunConfig } from '../run-config.ts';

/** What a result depends on besides configuration and seed. */
export interface ResultGround {
  readonly dataFingerprint: string;
  readonly backend: string;
  /** `ReachedCode.hash`. */
  readonly code: string;
}

/** A trial that is about to be run. */
export interface WantedResult {
  readonly config: RunConfig;
  /** Of the run. */
  readonly seed: number;
  readonly study: { readonly id: string; readonly seed: number };
  /** Whether the same configuration with another seed will do: one that an earlier study gave its own trial. */
  readonly anySeed: boolean;
  /** The objective's. */
  readonly metric: string;
  /** Pruner and objective as JSON: a pruned result counts only where they are the same. */
  readonly pruning: string;
}

/**
 * Results that need not be trained for again, by the hash of configuration, data, backend, code and seed. In a search the
 * seed of a trial follows from its number, which moves when a space is widened: then the result of another study with the
 * same seed serves, once.
 */
export class EarlierResults {
  readonly #ground: ResultGround;
  readonly #pruningOf: (studyId: string) => string | null;
  readonly #byKey = new Map<string, RunRecord[]>();
  /** By study: the runs that served already. */
  readonly #served = new Map<string, Set<string>>();

  /** @param pruningOf pruner and objective of an earlier study as JSON; null when they are not known any more */
  constructor(
    records: readonly RunRecord[],
    ground: ResultGround,
    pruningOf: (studyId: string) => string | null,
  ) {
    this.#ground = ground;
    this.#pruningOf = pruningOf;
    for (const record of records) this.add(record);
  }

  add(record: RunRecord): void {
    const { study, outcome, config, data, environment, code } = record;
    if (study === null || code === undefined || outcome.kind === 'failed') return;
    if (record.reusedFrom !== undefined) this.#servedTo(study.id).add(record.reusedFrom);
    const key = hashOf({
      config,
      dataFingerprint: data.fingerprint,
      backend: environment.backend,
      code,
    });
    const known = this.#byKey.get(key);
    if (known) known.push(record);
    else this.#byKey.set(key, [record]);
  }

  /** The result of a trial, or null when it has to be trained. */
  find({ config, seed, study, anySeed, metric, pruning }: WantedResult): RunRecord | null {
    const { dataFingerprint, backend, code } = this.#ground;
    const own = isNetwork(config.model) ? backend : 'none';
    const key = hashOf({ config, dataFingerprint, backend: own, code });
    const served = this.#servedTo(study.id);
    const usable = (this.#byKey.get(key) ?? []).filter(
      (record) =>
        record.study !== null &&
        record.objective.metric === metric &&
        !served.has(record.reusedFrom ?? record.id) &&
        (record.outcome.kind === 'finished' || this.#pruningOf(record.study.id) === pruning),
    );
    const same = usable.find((record) => record.run.seed === seed);
    if (same || !anySeed) return same ?? null;
    return usable.find((record) => record.study?.seed === study.seed && record.study.id !== study.id) ?? null;
  }

  /** The result has served this study: it does not serve it again. */
  serve(studyId: string, record: RunRecord): void {
    this.#servedTo(studyId).add(record.reusedFrom ?? record.id);
  }

  #servedTo(studyId: string): Set<string> {
    let served = this.#served.get(studyId);
    if (!served) this.#served.set(studyId, (served = new Set()));
    return served;
  }
}
