import fs from 'node:fs';
import { errorMessage } from 'sentilab/errors';
import { compareExperiment, type Comparison, type Experiment } from 'sentilab/tracking';
import type { Problem, Results } from 'sentilab/tracking/node';
import type { ExperimentAnswer } from '../../src/api-types.ts';
import type { PackedCurves } from '../../src/data/packed.ts';
import { readMarks } from '../marks.ts';
import { packCurves } from './pack-curves.ts';
import { packRuns, type CurveValue } from './pack-runs.ts';
import { RunIndex } from './run-index.ts';

/** Everything of one experiment that the viewer answers from memory. */
export class ExperimentIndex {
  readonly #results: Results;
  readonly #name: string;
  readonly #runs: RunIndex;
  #compared: { readonly key: string; readonly comparison: Comparison | null } | null = null;
  #packed: { readonly key: string; readonly text: string } | null = null;
  #touched = '';

  constructor(results: Results, name: string) {
    this.#results = results;
    this.#name = name;
    this.#runs = new RunIndex(results, name);
  }

  /** Looks for new files; `deep`: for changed ones too. */
  refresh(deep: boolean): void {
    this.#touched = this.#times();
    this.#runs.refresh(deep);
  }

  /** Whether something was written since the last refresh: two looks at folders' times, whatever they hold. */
  changed(): boolean {
    return this.#touched !== this.#times();
  }

  get version(): string {
    return this.#runs.version;
  }

  has(runId: string): boolean {
    return this.#runs.has(runId);
  }

  /** Definition, comparison and problems; and which runs there are. */
  facts(): {
    readonly experiment: Experiment | null;
    readonly comparison: Comparison | null;
    readonly problems: readonly Problem[];
    readonly size: number;
    readonly lastRunAt: string | null;
  } {
    const { experiment, problems } = this.#definition();
    const digests = this.#runs.digests() ?? [];
    const key = `${this.version} ${experiment?.updatedAt ?? ''}`;
    if (this.#compared?.key !== key)
      this.#compared = {
        key,
        comparison:
          digests.length === 0
            ? null
            : compareExperiment(
                this.#name,
                experiment,
                digests.map(({ record }) => record),
              ),
      };
    return {
      experiment,
      comparison: this.#compared.comparison,
      problems,
      size: digests.length,
      lastRunAt: digests[digests.length - 1]?.record.timing.startedAt ?? null,
    };
  }

  /** experiment.json, and every file that could not be read. */
  #definition(): { readonly experiment: Experiment | null; readonly problems: readonly Problem[] } {
    const problems = [...this.#runs.problems];
    let experiment: Experiment | null = null;
    try {
      experiment = this.#results.readExperiment(this.#name);
    } catch (error) {
      const file = this.#results.paths(this.#name).experimentFile;
      const shown = `${this.#name}/experiment.json`;
      problems.unshift({ file: shown, message: errorMessage(error).replaceAll(file, shown) });
    }
    const unread = readMarks(this.#results, this.#name).problem;
    if (unread !== null) problems.push(unread);
    return { experiment, problems };
  }

  /** The answer about this experiment as JSON text; the whole of it is kept until something changes. */
  answer(value: CurveValue, since?: string): string {
    const fresh = since === undefined ? null : this.#runs.digests(since);
    if (fresh !== null) {
      const { experiment, problems } = this.#definition();
      return JSON.stringify({
        name: this.#name,
        experiment,
        comparison: null, // takes longer than all the rest: asked for by itself
        problems,
        version: this.version,
        partial: true,
        runs: packRuns(fresh, value),
      } satisfies ExperimentAnswer);
    }
    const { experiment, comparison, problems } = this.facts();
    const key = JSON.stringify([this.version, value, experiment?.updatedAt, problems.length]);
    if (this.#packed?.key === key) return this.#packed.text;
    const answer: ExperimentAnswer = {
      name: this.#name,
      experiment,
      comparison,
      problems,
      version: this.version,
      partial: false,
      runs: packRuns(this.#runs.digests() ?? [], value),
    };
    const text = JSON.stringify(answer);
    this.#packed = { key, text };
    return text;
  }

  curves(metric: string): PackedCurves {
    return packCurves(this.#runs.digests() ?? [], metric);
  }

  #times(): string {
    const { folder, runsFolder } = this.#results.paths(this.#name);
    return [folder, runsFolder].map(timeOf).join(' ');
  }
}

function timeOf(folder: string): number {
  try {
    return fs.statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
}
