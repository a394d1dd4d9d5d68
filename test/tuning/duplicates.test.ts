import assert from 'node:assert/strict';
import {
  DistinctSampler,
  MemoryStorage,
  SAMPLER_KINDS,
  Study,
  boolean,
  categorical,
  createSampler,
  float,
  int,
  ordered,
  space,
} from 'sentilab/tuning';
import type {
  ActiveTrial,
  DuplicatePolicy,
  ObservedTrial,
  Params,
  SamplerConfig,
  Space,
} from 'sentilab/tuning';

const twelve = space({ n: int(1, 3), o: ordered(['s', 'm']), c: categorical(['a', 'b']) });
const many: Space = space({ n: int(0, 30), m: int(0, 30), b: boolean() });
const lossOf = (params: Params): number => Number(params.n) + (params.c === 'a' ? 1 : 0);

function study(
  kind: SamplerConfig['kind'],
  duplicates: DuplicatePolicy,
  storage = new MemoryStorage(),
): Study<typeof twelve extends Space<infer P> ? P : never> {
  return new Study({
    space: twelve,
    sampler: createSampler({ kind }, twelve, 3),
    direction: 'minimize',
    duplicates,
    storage,
  });
}

/** Runs what is asked for; says how often. */
function run(one: ReturnType<typeof study>, limit: number): number {
  let runs = 0;
  for (let asked = one.ask(limit); asked; asked = one.ask(limit)) {
    one.tell(asked.number, { state: 'finished', value: lossOf(asked.params) });
    runs++;
  }
  return runs;
}

const keys = (trials: readonly { readonly params: Params }[]): Set<string> =>
  new Set(trials.map(({ params }) => JSON.stringify(params)));

describe('duplicates', function () {
  this.timeout(60_000);

  for (const kind of SAMPLER_KINDS) {
    it(`skip: ${kind} tries each of twelve trials once, an enqueued one among them, and is exhausted`, () => {
      const one = study(kind, 'skip');
      one.enqueue({ n: 2, o: 'm', c: 'b' });
      assert.equal(run(one, 40), 12);
      assert.equal(keys(one.trials).size, 12);
      assert.equal(one.ask(), null);
    });

    it(`reuse: ${kind} runs no parameters twice, and repeated ones have the result of the first`, () => {
      const one = study(kind, 'reuse');
      const runs = run(one, 25);
      assert.equal(runs, keys(one.trials).size);
      for (const trial of one.trials.filter(({ notes }) => 'reuses' in notes)) {
        const first = one.trial(Number(trial.notes.reuses));
        assert.deepEqual([trial.params, trial.value, trial.runId], [first.params, first.value, first.runId]);
        assert.ok(first.number < trial.number && !('reuses' in first.notes) && trial.state === 'finished');
      }
      assert.ok(one.trials.length === 25 || kind === 'grid' || kind === 'auto', String(one.size));
    });

    it(`skip: ${kind} suggests several at once as one by one with the earlier ones running, whatever the order told`, () => {
      const make = (): DistinctSampler => new DistinctSampler(createSampler({ kind }, many, 4), many);
      const first = make();
      const known = first.suggest(14).map(({ params }, number): ObservedTrial => ({
        number,
        params,
        value: lossOf(params),
        state: 'finished',
      }));
      const batch = make();
      batch.update([...known].reverse(), []);
      const together = batch.suggest(4).map(({ params }) => params);
      const single = make();
      const active: ActiveTrial[] = [];
      for (let i = 0; i < 4; i++) {
        single.update(i === 0 ? known : [], active);
        active.push({ number: 14 + i, params: single.suggest(1)[0]?.params ?? {} });
      }
      assert.deepEqual(
        together,
        active.map(({ params }) => params),
      );
    });
  }

  it('skip: random draws of a finite space go on after a stop as if there had been none', () => {
    const whole = study('random', 'skip');
    run(whole, 11);
    const storage = new MemoryStorage();
    run(study('random', 'skip', storage), 6);
    const resumed = study('random', 'skip', storage);
    run(resumed, 11);
    assert.deepEqual(
      resumed.trials.map(({ params }) => params),
      whole.trials.map(({ params }) => params),
    );
  });

  it('skip: does not use up the draws of later trials', () => {
    const wide = space({ x: float(0, 1), n: int(1, 2) });
    const [plain, distinct] = [
      createSampler({ kind: 'random' }, wide, 1),
      new DistinctSampler(createSampler({ kind: 'random' }, wide, 1), wide),
    ];
    assert.deepEqual(distinct.suggest(9), plain.suggest(9));
  });

  it('repeat: runs them again and says how often they were tried before', () => {
    const one = study('random', 'repeat');
    assert.equal(run(one, 30), 30);
    const counts = new Map<string, number>();
    for (const { number, params } of one.trials) {
      const key = JSON.stringify(params);
      assert.equal(one.repetition(number), counts.get(key) ?? 0);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });

  it('reuse: what a person enqueues is run, and what failed or was pruned is no result', () => {
    const one = study('grid', 'reuse');
    const params = { n: 1, o: 's', c: 'a' } as const;
    one.tell(one.enqueue(params), { state: 'finished', value: 5 });
    one.enqueue(params);
    assert.deepEqual(one.ask()?.params, params);
    const fails = study('random', 'reuse');
    for (let i = 0; i < 40; i++) {
      const asked = fails.ask();
      assert.ok(asked);
      fails.fail(asked.number, new Error('no'));
    }
    assert.equal(fails.size, 40);
    assert.ok(fails.trials.every(({ notes }) => !('reuses' in notes)));
  });
});
