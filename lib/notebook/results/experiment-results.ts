import { UserError } from '../../errors/index.ts';
import {
  compareExperiment,
  trialsOf,
  type Comparison,
  type Experiment,
  type RunRecord,
} from '../../tracking/index.ts';
import type { Params } from '../../tuning/index.ts';
import { DISPLAY } from '../display.ts';
import type { MimeBundle } from '../host.ts';
import { table } from '../table.ts';
import { trialRowsOf } from './rows.ts';
import { trialResult, type FinishedTrial, type TrialResult } from './trial-result.ts';

/** What was read of an experiment's folder. */
export interface ResultsRead {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** null when experiment.json is missing or damaged. */
  readonly experiment: Experiment | null;
  readonly runs: readonly RunRecord[];
}

/** Trials that a cell shows of it. */
const SHOWN = 10;
/** Metrics among them; `toFrame` has all. */
const SHOWN_METRICS = new Set(['validation/accuracy', 'test/accuracy']);

/** An experiment's results as they are now, with its parameters' types. Read again to see what came since. */
export class ExperimentResults<P extends Params = Params> {
  readonly name: string;
  /** Absolute path of its folder under results/. */
  readonly folder: string;
  /** The definition as stored; null when experiment.json is missing or damaged. */
  readonly definition: unknown;
  /** Of its current studies and outside a search; older studies stay on disk. */
  readonly runs: readonly RunRecord[];
  /** Searches side by side, beside the linear baseline. */
  readonly comparison: Comparison;
  /** Every trial of every search; of each search by number. */
  readonly trials: readonly TrialResult<P>[];

  constructor({ name, folder, experiment, runs }: ResultsRead) {
    const older = new Set(experiment?.studies.filter(({ current }) => !current).map(({ id }) => id));
    this.name = name;
    this.folder = folder;
    this.definition = experiment?.definition ?? null;
    this.runs = runs.filter(({ study }) => study === null || !older.has(study.id));
    this.comparison = compareExperiment(name, experiment, this.runs);
    const { objective } = this.comparison;
    this.trials = trialsOf(this.runs.filter((run) => run.objective.metric === objective?.metric)).map(
      (trial) => trialResult<P>(trial),
    );
  }

  /** What was searched for; null without a search. */
  get objective(): Comparison['objective'] {
    return this.comparison.objective;
  }

  /**
   * The finished trial with the best objective, over all searches.
   *
   * @throws UserError while none has finished
   */
  get best(): FinishedTrial<P> {
    const { winner } = this.comparison;
    const found = this.trials.find(
      ({ studyId, number }) => studyId === winner?.studyId && number === winner.trial,
    );
    if (found?.value == null)
      throw new UserError('No trial of this experiment has finished.', {
        field: 'experiment',
        value: this.name,
        fix: `Run npm run sweep -- ${this.name} first.`,
      });
    return { ...found, value: found.value };
  }

  /** Who won, by how much, and whether that is more than noise. */
  get verdict(): string {
    return this.comparison.verdict;
  }

  /**
   * Folder of the best trial's model: `loadModel(found.modelFolder)`.
   *
   * @throws UserError when none was kept
   */
  get modelFolder(): string {
    const model = this.comparison.winner?.model ?? null;
    if (model === null)
      throw new UserError('No model was kept of this experiment.', {
        field: 'experiment',
        value: this.name,
        fix: 'A search keeps its best model; a cross-validation keeps none.',
      });
    return `${this.folder}/${model}`;
  }

  /** The best trials as a table: parameters, objective and accuracy. */
  [DISPLAY](): MimeBundle {
    const sign = this.objective?.direction === 'maximize' ? -1 : 1;
    const best = this.trials
      .filter(({ state, value }) => state === 'finished' && value !== null)
      .sort((a, b) => sign * ((a.value ?? NaN) - (b.value ?? NaN)))
      .slice(0, SHOWN);
    const rows = trialRowsOf(best).map(({ state: _finished, ...row }) => row);
    const columns = Object.keys(rows[0] ?? {}).filter((name) => !name.includes('/') || SHOWN_METRICS.has(name));
    const caption = `The best ${best.length} of ${this.trials.length} trials of ${this.name}; value: ${this.objective?.metric ?? 'none'}.`;
    return table(rows, { columns, caption })[DISPLAY]();
  }
}
