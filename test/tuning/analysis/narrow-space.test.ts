import assert from 'node:assert/strict';
import vm from 'node:vm';
import fc from 'fast-check';
import { Rng } from 'sentilab/random';
import * as tuning from 'sentilab/tuning';
import { anySpace } from '../arbitrary-space.ts';
import { finished } from './golden.ts';

const { choice, float, int, narrowSpace, ordered, space, spaceCode } = tuning;

const s = space({
  lr: float(1e-4, 1e-1, { scale: 'log' }),
  units: int(16, 256, { step: 16 }),
  optimizer: choice({ adam: {}, sgd: { momentum: float(0, 0.99) } }),
});
const rng = new Rng(1);
const trials = finished(
  Array.from({ length: 60 }, () => {
    const params = s.sample(rng);
    return { params, value: (Math.log10(params.lr) + 2) ** 2 + (params.optimizer === 'sgd' ? 5 : 0) };
  }),
);

/** The code as a program would run it. */
function run(code: string): unknown {
  const { space, float, int, categorical, ordered, boolean, choice, branch } = tuning;
  const makers = { space, float, int, categorical, ordered, boolean, choice, branch };
  return vm.runInNewContext(code, makers) as unknown;
}

describe('narrowSpace', () => {
  it('puts a box round the best trials and drops the choice that never led there', () => {
    const found = narrowSpace(s, trials, 'minimize', { share: 0.1 });
    const lr = found?.space.dimension('lr');
    assert.ok(
      lr?.kind === 'float' && lr.low > 1e-3 && lr.high < 6e-2 && lr.low < 1e-2 && lr.high > 1e-2,
      JSON.stringify(lr),
    );
    assert.equal(lr.scale, 'log');
    const optimizer = found?.space.dimension('optimizer');
    assert.deepEqual(optimizer && 'choices' in optimizer && optimizer.choices, ['adam']);
    assert.ok(found?.narrowed.includes('lr') && found.narrowed.includes('optimizer'));
  });

  it('holds the best trials of any space, and lies inside it', () => {
    fc.assert(
      fc.property(anySpace(), fc.integer({ min: 1, max: 1e6 }), (dimensions, seed) => {
        const any = space(dimensions);
        const draw = new Rng(seed);
        const some = finished(
          Array.from({ length: 20 }, () => ({ params: any.sample(draw), value: draw.float() })),
        );
        const found = narrowSpace(any, some, 'minimize');
        assert.ok(found);
        const best = [...some].sort((a, b) => a.value - b.value).slice(0, found.from);
        for (const { params } of best)
          assert.ok(found.space.contains(params), JSON.stringify([params, found.space]));
        for (let i = 0; i < 5; i++) assert.ok(any.contains(found.space.sample(draw)));
      }),
      { numRuns: 60 },
    );
  });

  it('names a range whose best trial lies at its end', () => {
    const x = space({ x: float(0, 1), o: ordered(['s', 'm', 'l']) });
    const found = narrowSpace(
      x,
      finished(
        [0, 0.2, 0.5, 0.6, 0.7].map((value) => ({ params: { x: 1 - value, o: 's' as const }, value })),
      ),
      'minimize',
    );
    assert.deepEqual(found?.atEdge, [{ name: 'x', end: 'high' }]);
  });

  it('is null with three trials', () => assert.equal(narrowSpace(s, trials.slice(0, 3), 'minimize'), null));
});

describe('spaceCode', () => {
  it('prints what makes the space, branches included', () => {
    assert.equal(
      spaceCode(s),
      [
        'space({',
        "  lr: float(0.0001, 0.1, { scale: 'log' }),",
        '  units: int(16, 256, { step: 16 }),',
        '  optimizer: choice({',
        '    adam: {},',
        '    sgd: {',
        '      momentum: float(0, 0.99),',
        '    },',
        '  }),',
        '})',
      ].join('\n'),
    );
  });

  it('makes the same space again when it is run, whatever the space', () => {
    fc.assert(
      fc.property(anySpace(), (dimensions) => {
        const any = space(dimensions);
        const made = run(spaceCode(any).split('\n//')[0] ?? '') as tuning.Space;
        assert.deepEqual(
          JSON.parse(JSON.stringify(made.dimensions)),
          JSON.parse(JSON.stringify(any.dimensions)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('says a constraint in words, for its code is not there', () => {
    assert.match(
      spaceCode(s.where(({ units }) => units < 200, 'units below 200')),
      /\.where\(…, 'units below 200'\)/,
    );
  });
});
