import { Preparer } from 'sentilab/experiment/node';
import { UserError, didYouMean } from '../../lib/errors/index.ts';
import { getBackend } from 'sentilab/runtime/node';
import type { BenchReport } from '../bench.ts';
import { ARMS, type Arm } from './arms.ts';
import { measure, measureNbSvm, type Measured } from './measure.ts';
import { accuracyOf, summarise, type Summary } from './summary.ts';

export interface AccuracyBenchOptions {
  /** Names of arms. */
  readonly arms: readonly string[];
  /** Trainings per arm. */
  readonly seeds: number;
  readonly log: (line: string) => void;
}

/**
 * What each trick brings on IMDB: every arm trained from several seeds on the same split, beside NB-SVM. What was measured
 * before is read from results/bench-accuracy, so that a command that was stopped goes on, and several may share the work.
 */
export async function accuracyBench({ arms: names, seeds, log }: AccuracyBenchOptions): Promise<BenchReport> {
  const arms = names.map(armNamed);
  const preparer = new Preparer();
  const backend = (): ReturnType<typeof getBackend> => getBackend();
  const rows: Summary[] = [];
  const measured = new Map<string, readonly Measured[]>();
  const all = async (arm: Arm): Promise<readonly Measured[]> => {
    const before = measured.get(arm.name);
    if (before) return before;
    const runs: Measured[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const run = await measure(arm, seed, { backend, preparer });
      log(
        `${arm.name}, seed ${seed}: ${percent(accuracyOf(run))} (${run.cpuSeconds.toFixed(0)} CPU seconds)`,
      );
      runs.push(run);
    }
    measured.set(arm.name, runs);
    return runs;
  };
  for (const arm of arms) {
    const runs = await all(arm);
    const linear = await measureNbSvm(arm, preparer);
    const other = arm.against === null ? null : await all(armNamed(arm.against));
    rows.push(summarise(arm, runs, linear, other));
  }
  return { json: { seeds, rows }, lines: table(rows) };
}

function armNamed(name: string): Arm {
  const arm = ARMS.find((candidate) => candidate.name === name);
  if (arm) return arm;
  const known = ARMS.map((candidate) => candidate.name);
  throw new UserError('There is no such arm.', {
    field: '--arms',
    value: name,
    fix: didYouMean(name, known),
  });
}

const percent = (share: number): string => (100 * share).toFixed(2);
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

function table(rows: readonly Summary[]): string[] {
  return [
    '| model | accuracy % | ± sd | NB-SVM % | to NB-SVM | votes % | McNemar p | difference [95 %] | CPU s |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((one) => {
      const { difference: d } = one;
      const interval = d?.interval ? ` [${d.interval.map(signed).join(', ')}]` : '';
      const cells = [
        one.title,
        percent(one.mean),
        one.sd === null ? '' : percent(one.sd),
        percent(one.nbsvm),
        signed(one.mean - one.nbsvm),
        percent(one.votes),
        one.p.toPrecision(2),
        d === null ? '' : `to ${d.to} ${signed(d.mean)}${interval}`,
        one.cpuSeconds.toFixed(0),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}
