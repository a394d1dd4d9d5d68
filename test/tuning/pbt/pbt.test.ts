import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Rng } from 'sentilab/random';
import { Space, evolve, float, runPopulation, space } from 'sentilab/tuning';
import type { PopulationOptions, PopulationState } from 'sentilab/tuning';
import { explore } from '../../../lib/tuning/pbt/explore.ts';
import { anySpace } from '../arbitrary-space.ts';

const weights = space({ h0: float(0, 1), h1: float(0, 1) });
type Weights = { readonly h0: number; readonly h1: number };
const round = (theta: readonly [number, number]): number => 1.2 - theta[0] ** 2 - theta[1] ** 2;

/**
 * The toy problem of Jaderberg et al. 2017, figure 2: the objective is 1.2 − θ₀² − θ₁², training climbs 1.2 − h₀θ₀² − h₁θ₁² by
 * gradient, from θ = (0.9, 0.9); two workers with h = (1, 0) and (0, 1). Neither can reach 1.2 alone.
 */
function toy(): PopulationOptions<Weights> {
  return {
    space: weights,
    direction: 'maximize',
    seed: 1,
    members: 2,
    rounds: 40,
    start: [
      { h0: 1, h1: 0 },
      { h0: 0, h1: 1 },
    ],
    train: async ({ h0, h1 }, { checkpoint }) => {
      const theta = (checkpoint === null ? [0.9, 0.9] : JSON.parse(checkpoint)) as [number, number];
      for (let i = 0; i < 5; i++) {
        theta[0] -= 0.02 * 2 * h0 * theta[0];
        theta[1] -= 0.02 * 2 * h1 * theta[1];
      }
      return { value: round(theta), checkpoint: JSON.stringify(theta) };
    },
  };
}

describe('population based training', () => {
  it('solves the toy problem of its paper, where workers that do not copy stay at 0.39', async () => {
    const { best } = await runPopulation(toy());
    assert.ok((best?.value ?? 0) > 1.19, `${best?.value}`);
    let alone = -Infinity;
    for (const start of toy().start ?? []) {
      let checkpoint: string | null = null;
      for (let i = 0; i < 40; i++) {
        const run = await toy().train(start, { member: 0, round: i, checkpoint });
        checkpoint = run.checkpoint;
        alone = Math.max(alone, run.value);
      }
    }
    assert.ok(alone < 0.4 && alone > 0.38, `${alone}`);
  });

  it('makes the same moves with several jobs, and when it goes on from any round’s state', async () => {
    const states: PopulationState<Weights>[] = [];
    const whole = await runPopulation({
      ...toy(),
      onRound: (state) => void states.push(JSON.parse(JSON.stringify(state)) as PopulationState<Weights>),
    });
    assert.deepEqual(await runPopulation({ ...toy(), jobs: 2 }), whole);
    for (const place of [0, 17, 38])
      assert.deepEqual(await runPopulation({ ...toy(), state: states[place] }), whole);
    assert.notDeepEqual((await runPopulation({ ...toy(), seed: 2 })).moves, whole.moves);
  });

  it('lets the worst quarter copy one of the best quarter, says so, and leaves the others alone', () => {
    const s = space({ x: float(0, 1) });
    const members = Array.from({ length: 12 }, (_, i) => ({
      params: { x: i / 20 },
      value: i,
      checkpoint: `c${i}`,
    }));
    const copied = new Set<number>();
    for (let seed = 1; seed <= 40; seed++) {
      const moves = evolve(s, members, new Rng(seed));
      moves.slice(0, 9).forEach((move, i) => {
        assert.deepEqual([move.copiedFrom, move.params, move.checkpoint], [null, { x: i / 20 }, `c${i}`]);
      });
      for (const { copiedFrom, checkpoint, reason } of moves.slice(9)) {
        assert.ok(copiedFrom !== null && copiedFrom < 3);
        assert.equal(checkpoint, `c${copiedFrom}`);
        assert.match(reason, /among the worst 3: it goes on from member [012]\./);
        copied.add(copiedFrom);
      }
    }
    assert.deepEqual([...copied].sort(), [0, 1, 2], 'drawn at random');
  });

  it('replaces a member whose training throws or diverges, and remembers why', async () => {
    const { members, best, moves } = await runPopulation({
      ...toy(),
      members: 4,
      rounds: 1,
      train: async (_params, { member }) => {
        if (member === 1) throw new Error('out of memory');
        return { value: member === 2 ? NaN : member, checkpoint: `c${member}` };
      },
    });
    assert.deepEqual(
      members.map(({ value, error }) => [value, error]),
      [
        [0, null],
        [null, 'out of memory'],
        [null, null],
        [3, null],
      ],
    );
    assert.equal(best?.checkpoint, 'c3');
    assert.equal(moves.filter(({ copiedFrom }) => copiedFrom === 3).length, 2);
    assert.match(moves[1]?.reason ?? '', /Its training failed/);
  });

  it('explores inside any space: a legal trial, near the old one unless it is drawn anew', () => {
    fc.assert(
      fc.property(anySpace(), fc.integer({ min: 1, max: 1e6 }), (dimensions, seed) => {
        const s: Space = new Space(dimensions);
        const rng = new Rng(seed);
        const params = s.sample(rng);
        for (const resampleProbability of [0, 0.25, 1])
          s.assertContains(explore(s, params, rng, { resampleProbability }));
      }),
      { numRuns: 200 },
    );
    const s = space({ x: float(0, 10) });
    const seen = new Set<number>();
    for (let seed = 1; seed <= 20; seed++)
      seen.add(explore(s, { x: 5 }, new Rng(seed), { resampleProbability: 0 }).x);
    assert.deepEqual([...seen].sort(), [4, 6], 'the paper’s factors');
  });

  it('says what a population is', async () => {
    const s = space({ x: float(0, 1) });
    const member = { params: { x: 0 }, value: 1, checkpoint: null };
    assert.throws(() => evolve(s, [member], new Rng(1)), /two members at least/);
    assert.throws(() => evolve(s, [member, member], new Rng(1), { truncation: 0.6 }), /worst half at most/);
    await assert.rejects(runPopulation({ ...toy(), members: 1 }), /one for each start/);
    await assert.rejects(runPopulation({ ...toy(), start: [{ h0: 2, h1: 0 }] }), /start\[0\]\.h0/);
  });
});
