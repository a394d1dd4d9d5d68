import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  RandomSampler,
  Study,
  TERMINATOR_KINDS,
  askTerminator,
  categorical,
  createSampler,
  createTerminator,
  float,
  int,
  optimize,
  space,
} from 'sentilab/tuning';
import type { Direction, Params, Space, TerminatorConfig, TerminatorTrial } from 'sentilab/tuning';
import { Rng } from 'sentilab/random';
import { regretBound } from '../../../lib/tuning/terminators/regret-bound.ts';

interface Golden {
  readonly cases: readonly {
    readonly space: 'smooth' | 'mixed';
    readonly direction: Direction;
    readonly trials: readonly {
      readonly params: Params;
      readonly value: number;
      readonly scores: number[];
    }[];
    readonly bound: number;
    readonly error: number;
    /** What is left of a patience of 10 finished trials. */
    readonly stagnation: number;
  }[];
}
const golden = JSON.parse(
  fs.readFileSync(new URL('../../golden/tuning-terminators.json', import.meta.url), 'utf8'),
) as Golden;
const SPACES: Readonly<Record<'smooth' | 'mixed', Space>> = {
  smooth: space({ x: float(0, 1), y: float(0, 1) }),
  mixed: space({
    lr: float(1e-4, 1e-1, { scale: 'log' }),
    units: int(8, 64),
    cell: categorical(['lstm', 'gru']),
  }),
};

function studyOf({ space: name, direction, trials }: Golden['cases'][number]): Study {
  const s = SPACES[name];
  const study = new Study({ space: s, sampler: new RandomSampler(s, 1), direction });
  for (const { params, value, scores } of trials) {
    const number = study.enqueue(params);
    study.ask();
    study.start(number, { attempt: 1, runId: `r${number}` });
    scores.forEach((score, fold) => study.report(number, fold + 1, { value: score }));
    study.tell(number, { state: 'finished', value });
  }
  return study;
}

function minimised({ direction, trials }: Golden['cases'][number]): TerminatorTrial[] {
  const sign = direction === 'maximize' ? -1 : 1;
  return trials.map(({ params, value, scores }, number) => ({
    number,
    params,
    value: sign * value,
    scores: scores.map((score) => sign * score),
  }));
}

const line = space({ x: float(0, 1) });
const stepwise = (values: readonly number[], config: TerminatorConfig, direction: Direction = 'minimize') => {
  const study = new Study({ space: line, sampler: new RandomSampler(line, 1), direction });
  const terminator = createTerminator(config, line, { seed: 1, direction });
  return optimize(study, (_params, { trial }) => values[trial.number] as number, {
    trials: values.length,
    terminator,
  }).then((result) => ({ result, study, terminator }));
};

describe('terminators', () => {
  it('bound the regret as Optuna’s evaluator does: within a hundredth in the middle, fifteen hundredths at most', () => {
    const differences = golden.cases.map((one) => {
      const top = Math.max(20, Math.floor(one.trials.length * 0.5));
      const bound = regretBound(SPACES[one.space], minimised(one), top, new Rng(1));
      return Math.abs(bound / one.bound - 1);
    });
    differences.sort((a, b) => a - b);
    assert.ok((differences[4] ?? 1) < 0.01 && (differences[7] ?? 1) < 0.15, differences.join());
    assert.equal(differences.length, 8);
  });

  it('stop where Optuna’s would: the bound is below the error of the best trial’s folds, which is the same', () => {
    let stops = 0;
    for (const one of golden.cases) {
      const ask = (noise?: number): boolean =>
        askTerminator(
          studyOf(one),
          createTerminator({ kind: 'regret', ...(noise === undefined ? {} : { noise }) }, SPACES[one.space], {
            seed: 1,
            direction: one.direction,
          }),
        ).stop;
      assert.equal(ask(), one.bound < one.error);
      assert.equal(ask(one.bound * 1.2), true);
      assert.equal(ask(one.bound * 0.8), false);
      if (one.bound < one.error) stops++;
      const terminator = createTerminator({ kind: 'regret' }, SPACES[one.space], {
        seed: 1,
        direction: one.direction,
      });
      assert.match(
        terminator.shouldStop(minimised(one)).reason,
        new RegExp(`differ by ${one.error.toPrecision(3).replace('.', '\\.')}\\.$`),
      );
    }
    assert.ok(stops > 0 && stops < golden.cases.length, `${stops} of ${golden.cases.length} stop`);
  });

  it('count trials without improvement as Optuna’s evaluator does', () => {
    for (const one of golden.cases) {
      const since = 10 - one.stagnation;
      const ask = (trials: number): boolean =>
        askTerminator(
          studyOf(one),
          createTerminator({ kind: 'no-improvement', trials }, SPACES[one.space], {
            seed: 1,
            direction: one.direction,
          }),
        ).stop;
      if (since > 0) assert.equal(ask(since), true);
      assert.equal(ask(since + 1), false);
    }
  });

  it('end a run with their reason in words, kept with the last trial, and again when it is run again', async () => {
    const values = [5, 3, 4, 3, 6, 2, 1];
    const { result, study, terminator } = await stepwise(values, { kind: 'no-improvement', trials: 3 });
    const reason = 'None of the last 3 finished trials is better than trial 1.';
    assert.deepEqual(result, { stopped: 'stopped', reason });
    assert.equal(study.size, 5);
    assert.equal(study.trial(4).notes['stopped'], reason);
    const objective = (): number => 0;
    assert.deepEqual(await optimize(study, objective, { trials: 7, terminator }), result);
    assert.equal(study.size, 5, 'nothing is trained again');
    assert.deepEqual(await optimize(study, objective, { trials: 7 }), { stopped: 'complete' });
  });

  it('end a run at a target, whichever way is better', async () => {
    const up = await stepwise([0.5, 0.7, 0.9, 0.8], { kind: 'target', value: 0.85 }, 'maximize');
    assert.deepEqual(up.result, {
      stopped: 'stopped',
      reason: 'Trial 2 has reached 0.9; 0.85 was wanted.',
    });
    const down = await stepwise([5, 2, 1], { kind: 'target', value: 2 });
    assert.equal(down.study.size, 2);
  });

  it('end a search for the bottom of a bowl long before its budget, near the bottom', async () => {
    const s = space({ x: float(-1, 1), y: float(-1, 1) });
    const study = new Study({
      space: s,
      sampler: createSampler({ kind: 'gp' }, s, 1),
      direction: 'minimize',
    });
    const terminator = createTerminator({ kind: 'regret', noise: 0.05 }, s, {
      seed: 1,
      direction: 'minimize',
    });
    const { stopped } = await optimize(study, ({ x, y }) => (x - 0.2) ** 2 + (y + 0.4) ** 2, {
      trials: 60,
      terminator,
    });
    assert.equal(stopped, 'stopped');
    assert.ok(study.size < 40, `${study.size} trials`);
    assert.ok((study.best?.value ?? 1) < 0.05);
  }).timeout(20_000);

  it('say what they miss: scores, a single objective, a known kind', () => {
    const study = new Study({ space: line, sampler: new RandomSampler(line, 1), direction: 'minimize' });
    const options = { seed: 1, direction: 'minimize' } as const;
    for (let i = 0; i < 2; i++) study.tell(study.enqueue({ x: i }), { state: 'finished', value: i });
    const regret = createTerminator({ kind: 'regret', startupTrials: 2 }, line, options);
    assert.throws(
      () => askTerminator(study, regret),
      /trial 0: The noise of a measurement takes several scores/,
    );
    const two = new Study({
      space: line,
      sampler: new RandomSampler(line, 1),
      direction: ['minimize', 'maximize'],
    });
    assert.throws(() => askTerminator(two, regret), /judges one objective/);
    for (const kind of TERMINATOR_KINDS)
      assert.equal(
        createTerminator(
          (kind === 'target' ? { kind, value: 1 } : { kind }) as TerminatorConfig,
          line,
          options,
        ).name,
        kind,
      );
  });
});
