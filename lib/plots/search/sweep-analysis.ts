import {
  comparableStudies,
  formatMetric,
  formatSeconds,
  type Comparison,
  type Experiment,
  type RunRecord,
  type SamplerFinding,
  type SweepAnalysis,
} from '../../tracking/index.ts';
import { compareSamplers } from '../../tuning/index.ts';
import { samplerFindings } from './sampler-findings.ts';
import { searchRuns } from './samplers.ts';
import { analysisSentences, searchAnalysis } from './search-analysis.ts';
import { shownTrials } from './shown-trial.ts';

/** As much of experiment.json as an analysis reads. */
type Searched = Pick<Experiment, 'definition' | 'studies'>;

/**
 * What a sweep says beyond its winner: which sampler found what after how many trials and seconds, what mattered, what to try next.
 *
 * @param runs all of the experiment's; those of older searches are left out, other seeds of the same search are repetitions
 * @returns null for a comparison of configurations, and before anything finished
 */
export function sweepAnalysis(
  runs: readonly RunRecord[],
  comparison: Comparison,
  experiment: Searched,
): SweepAnalysis | null {
  const { objective, groups, winner } = comparison;
  if (objective === null || groups !== null || winner === null) return null;
  const { direction } = objective;
  const comparable = comparableStudies(experiment.studies);
  const current = new Set(comparison.samplers.map(({ studyId }) => studyId));
  const own = runs.filter(
    (run) =>
      run.study !== null &&
      run.objective.metric === objective.metric &&
      (comparable?.has(run.study.id) ?? current.has(run.study.id)),
  );
  const searches = searchRuns(shownTrials(own));
  const { target, samplers } = samplerFindings(searches, direction);
  const found = searchAnalysis(own, comparison, experiment.definition);
  return {
    target,
    samplers: [...samplers],
    pairs: compareSamplers(searches, direction).pairs.map(({ a, b, p, better }) => ({
      a,
      b,
      better,
      p: Number.isNaN(p) ? null : p,
    })),
    mattered: found && {
      trials: found.trials,
      importance: found.importance,
      interactions: found.interactions,
    },
    next: found?.next ?? null,
  };
}

/** Some sentences for a terminal or a page: who found what after how much, what mattered, where to look. */
export function sweepSentences(analysis: SweepAnalysis, { objective, winner }: Comparison): string[] {
  const unit = winner?.metrics[objective?.metric ?? '']?.unit ?? '';
  const { mattered, next } = analysis;
  return [
    ...foundSentences(analysis, unit),
    ...(mattered === null || next === null ? [] : analysisSentences({ ...mattered, next })),
    ...(next !== null && next.narrowed.length > 0
      ? [`Try next: a narrower range of ${next.narrowed.join(', ')}; the report has the space to paste.`]
      : []),
  ];
}

function foundSentences({ samplers, target, pairs }: SweepAnalysis, unit: string): string[] {
  const [first, second] = samplers;
  if (first === undefined) return [];
  const best = `${first.sampler} found its best after ${countWords(first.trials, 'trial')} and ${secondsWords(first.seconds)} of training.`;
  if (second === undefined || target === null) return [best];
  const reached = samplers.flatMap(({ sampler, reached: when }) =>
    when === null
      ? []
      : [`${sampler} after ${countWords(when.trials, 'trial')} (${secondsWords(when.seconds)})`],
  );
  const pair = pairs.find(({ a, b }) => a === first.sampler && b === second.sampler);
  const sure =
    pair?.p == null
      ? 'One run of each: further seeds (--seed 2, --seed 3) say whether that is luck.'
      : `Over ${first.best.n} seeds ${first.sampler} ends better than ${second.sampler} in ${Math.round(100 * pair.better)} % of pairs (Mann-Whitney p ${pair.p < 0.001 ? '< 0.001' : `= ${pair.p.toFixed(3)}`}).`;
  return [best, `To ${formatMetric(target, unit)}: ${reached.join(', ')}.`, sure];
}

/** `3 trials`, `3.4 trials [2.1, 4.7]` over seeds. A count is no less than 1, whatever Student's t says of two seeds. */
export function countWords({ mean, interval }: SamplerFinding['trials'], name: string): string {
  const whole = Number.isInteger(mean) ? String(mean) : mean.toFixed(1);
  return `${whole} ${name}${mean === 1 ? '' : 's'}${endsWords(interval, (end) => Math.max(1, end).toFixed(1))}`;
}

/** A time, with its interval over seeds; none is below 0. */
export function secondsWords({ mean, interval }: SamplerFinding['seconds']): string {
  return `${formatSeconds(mean)}${endsWords(interval, (end) => formatSeconds(Math.max(0, end)))}`;
}

/** A value of the objective, with its interval over seeds. */
export function valueWords({ mean, interval }: SamplerFinding['best'], unit: string): string {
  return `${formatMetric(mean, unit)}${endsWords(interval, (end) => formatMetric(end, unit))}`;
}

/** ` [2.1, 4.7]`; nothing for a single value, and for values that are all the same. */
function endsWords(interval: SamplerFinding['best']['interval'], text: (end: number) => string): string {
  if (interval === null || interval[0] === interval[1]) return '';
  return ` [${text(interval[0])}, ${text(interval[1])}]`;
}
