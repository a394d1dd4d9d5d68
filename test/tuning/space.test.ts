import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import type TypeScript from 'typescript';
import { hashOf } from 'sentilab/hash';
import { Rng } from 'sentilab/random';
import {
  boolean,
  branch,
  categorical,
  choice,
  float,
  int,
  ordered,
  parseSpace,
  space,
} from 'sentilab/tuning';
import type { Dimension, Params } from 'sentilab/tuning';
import { anySpace } from './arbitrary-space.ts';
import { conditional, typed } from './param-types.ts';

describe('space', () => {
  it('infers the parameters’ types: numbers and literal unions, also under TypeScript 5.0.4', function () {
    this.timeout(120_000);
    assert.ok(typed.contains(typed.sample(new Rng(1))));
    const file = path.join(import.meta.dirname, 'param-types.ts');
    const ts = createRequire(import.meta.url)('@tslab/typescript-for-tslab') as typeof TypeScript;
    assert.equal(ts.version, '5.0.4');
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      strict: true,
      noUncheckedIndexedAccess: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
    });
    const wrong = ts
      .getPreEmitDiagnostics(program)
      .map((found) => ts.flattenDiagnosticMessageText(found.messageText, ' '));
    assert.deepEqual(wrong, []);
  });

  it('sorts its names, so that the order of writing changes nothing', () => {
    const one = space({ b: float(0, 1), a: int(1, 9) });
    const other = space({ a: int(1, 9), b: float(0, 1) });
    assert.deepEqual(one.sample(new Rng(5)), other.sample(new Rng(5)));
  });

  const refused: readonly (readonly [string, Dimension, RegExp])[] = [
    ['low above high', float(1, 0), /space\.p\.low: .*above the upper bound 0\. Got 1\. Swap/],
    ['an int with low above high', int(9, 3), /space\.p\.low: .*Got 9/],
    [
      'a log range through 0',
      float(0, 1, { scale: 'log' }),
      /space\.p\.low: A log range lies above 0\. Got 0/,
    ],
    ['a log int from a negative number', int(-3, 8, { scale: 'log' }), /A log range lies above 0\. Got -3/],
    ['NaN', float(NaN, 1), /space\.p\.low: A bound is a finite number\. Got NaN/],
    ['infinity', float(0, Infinity), /space\.p\.high: A bound is a finite number\. Got Infinity/],
    [
      'a fraction as bound of an int',
      int(1.5, 3),
      /space\.p\.low: The bounds of an int are whole numbers\. Got 1\.5/,
    ],
    ['a step that misses the end', int(16, 100, { step: 16 }), /space\.p\.high: .*Got 100\. Use 96 or 112/],
    ['a float step that misses the end', float(0, 1, { step: 0.3 }), /Got 1\. Use 0\.9 or 1\.2/],
    ['a step of 0', int(0, 4, { step: 0 }), /space\.p\.step: .*Got 0/],
    ['a negative float step', float(0, 1, { step: -0.1 }), /space\.p\.step: .*Got -0\.1/],
    [
      'a step on a log scale',
      float(0.1, 1, { scale: 'log', step: 0.1 }),
      /space\.p\.step: A log range has no fixed step/,
    ],
    ['no choice', categorical([]), /space\.p\.choices: .*at least one choice\. Got \[\]/],
    [
      'a choice twice',
      categorical(['a', 'b', 'a']),
      /space\.p\.choices\[2\]: A choice is listed twice\. Got "a"/,
    ],
    ['NaN as a choice', categorical([1, NaN]), /space\.p\.choices\[1\]: .*finite.*Got NaN/],
  ];
  for (const [what, dimension, message] of refused)
    it(`refuses ${what}, naming field, value and fix`, () => {
      assert.throws(() => space({ p: dimension }), { name: 'UserError', exitCode: 2, message });
    });

  it('refuses an empty space and names that objects would misplace', () => {
    assert.throws(() => space({}), /space: A space needs at least one parameter/);
    for (const name of ['1', '', 'a b', '__proto__'])
      assert.throws(
        () => space(JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(float(0, 1))}}`) as never),
        /Rename it/,
      );
  });

  it('names the parameter that is missing, unknown or outside', () => {
    const s = space({ lr: float(0, 1), cell: categorical(['a', 'b']) });
    assert.equal(s.contains({ lr: 0.5, cell: 'a' }), true);
    assert.throws(() => s.assertContains({ lr: 0.5 }), /params\.cell: The parameter is missing/);
    assert.throws(() => s.assertContains({ lr: 2, cell: 'a' }), /params\.lr: .*Got 2/);
    assert.throws(() => s.assertContains({ lr: 0, cell: 'c' }), /params\.cell: .*Got "c"/);
    assert.throws(
      () => s.assertContains({ lr: 0, cell: 'a', units: 3 }),
      /params\.units: The space has no such parameter/,
    );
    assert.throws(() => s.assertContains(null), /params: Parameters are an object/);
    assert.equal(s.contains({ lr: NaN, cell: 'a' }), false);
  });

  it('survives JSON: the same names, samples and cardinality', () => {
    fc.assert(
      fc.property(anySpace(), fc.integer({ min: 1 }), (dimensions, seed) => {
        const before = space(dimensions);
        const after = parseSpace(JSON.parse(JSON.stringify(before)));
        assert.deepEqual(after.toJSON(), before.toJSON());
        assert.equal(after.cardinality, before.cardinality);
        assert.deepEqual(after.sample(new Rng(seed)), before.sample(new Rng(seed)));
      }),
    );
  });

  it('reads hand-written JSON with its defaults and names the field of a bad one', () => {
    const s = parseSpace({
      parameters: { x: { kind: 'float', low: 0, high: 1 }, n: { kind: 'int', low: 1, high: 3 } },
    });
    assert.deepEqual(s.dimensions, { x: float(0, 1), n: int(1, 3) });
    assert.throws(() => parseSpace({ parameters: { x: { kind: 'flaot' } } }), /space\.parameters\.x/);
    assert.throws(
      () => parseSpace({ parameters: { x: { kind: 'float', low: 0, hihg: 1 } } }),
      /space\.parameters\.x/,
    );
    assert.throws(
      () => parseSpace({ parameters: { x: { kind: 'float', low: 2, high: 1 } } }),
      /space\.x\.low/,
    );
  });

  it('holds all that it samples, and counts the values of a discrete space', () => {
    fc.assert(
      fc.property(anySpace(), fc.integer({ min: 1 }), (dimensions, seed) => {
        const s = space(dimensions);
        assert.ok(s.contains(s.sample(new Rng(seed))));
      }),
    );
    assert.equal(
      space({ a: int(1, 9, { step: 2 }), b: categorical(['x', 'y']), c: float(0, 1, { step: 0.25 }) })
        .cardinality,
      50,
    );
    assert.equal(space({ a: int(1, 9), b: float(0, 1) }).cardinality, Infinity);
  });
});

describe('a space with branches', () => {
  it('gives a trial the parameters of its own branches, those alone', () => {
    const rng = new Rng(3);
    const met = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const params = conditional.sample(rng);
      assert.ok(conditional.contains(params));
      met.add(Object.keys(params).join());
      const optimizer = params.optimizer === 'adam' ? ['beta1'] : ['nesterov', 'schedule'];
      const gamma = params.optimizer === 'sgd' && params.schedule === 'step' ? ['gamma'] : [];
      const drops = params.layers === 1 ? ['drop1'] : ['drop1', 'drop2'];
      const heads = params.attention ? ['heads'] : [];
      const own = ['lr', 'optimizer', 'layers', 'attention', ...optimizer, ...gamma, ...drops, ...heads];
      assert.deepEqual(Object.keys(params), own.sort());
    }
    assert.equal(met.size, 12);
  });

  it('refuses a parameter of another branch, a missing one and an unknown one, saying where it would exist', () => {
    const s = space({ opt: choice({ adam: { beta: float(0, 1) }, sgd: { momentum: float(0, 1) } }) });
    assert.throws(
      () => s.assertContains({ opt: 'sgd', momentum: 0.5, beta: 0.5 }),
      /params\.beta: The parameter exists only where opt is adam\. Got 0\.5/,
    );
    assert.throws(() => s.assertContains({ opt: 'sgd' }), /params\.momentum: The parameter is missing/);
    assert.throws(
      () => s.assertContains({ opt: 'sgd', momentum: 0.5, x: 1 }),
      /params\.x: The space has no such/,
    );
  });

  it('counts its trials: the branches of a choice add up', () => {
    const s = space({
      n: int(1, 3),
      a: branch(boolean(), { true: { k: ordered([1, 2, 3, 4]) } }),
      o: choice({ x: { p: int(1, 2), q: int(1, 5) }, y: {} }),
    });
    assert.equal(s.cardinality, 3 * (1 + 4) * (2 * 5 + 1));
    assert.equal(conditional.cardinality, Infinity);
  });

  it('lets branches of one choice share a parameter of the same range, and refuses the same name elsewhere', () => {
    const drop = float(0, 1);
    assert.deepEqual(conditional.condition('drop1'), { parent: 'layers', values: [1, 2] });
    assert.throws(
      () => space({ o: choice({ a: { drop }, b: { drop: float(0, 2) } }) }),
      /space\.o\.b\.drop: Two branches share a parameter, but with different ranges/,
    );
    assert.throws(
      () => space({ drop, o: choice({ a: { drop } }) }),
      /A parameter’s name stands at two places of the space\. Got "drop"/,
    );
    assert.throws(
      () => space({ o: choice({ a: { drop }, b: {} }), p: choice({ a: { drop } }) }),
      /two places/,
    );
  });

  it('refuses a branch without its choice, and choices that look alike as text', () => {
    assert.throws(
      () => parseSpace({ parameters: { o: { kind: 'categorical', choices: ['a'], branches: { b: {} } } } }),
      /space\.o\.branches: .*Got "b"\. Known: a\./,
    );
    assert.throws(
      () => parseSpace({ parameters: { o: { kind: 'ordered', choices: [1, '1'], branches: { 1: {} } } } }),
      /space\.o\.choices: Two choices look alike/,
    );
  });

  it('has representatives that meet every choice of every branch', () => {
    const all: readonly Params[] = conditional.representatives();
    for (const params of all) assert.ok(conditional.contains(params));
    for (const [name, count] of [
      ['heads', 3],
      ['schedule', 2],
      ['gamma', 1],
      ['drop2', 1],
    ] as const)
      assert.equal(
        new Set(all.map((params) => params[name]).filter((v) => v !== undefined)).size,
        count,
        name,
      );
  });

  it('leaves the JSON of a space without branches as it was: studies keep their ids', () => {
    const before = space({
      lr: float(1e-4, 1e-1, { scale: 'log' }),
      q: float(0, 1, { step: 0.25 }),
      units: int(16, 128, { step: 16 }),
      cell: categorical(['lstm', 'gru']),
    });
    assert.equal(hashOf(before.toJSON()), 'f029eadcada0'); // as version 0.1.0 named it
  });
});

describe('a space with constraints', () => {
  const s = space({ units: int(1, 64), layers: int(1, 8) });
  const rule = 'units × layers ≤ 64';
  const small = s.where(({ units, layers }) => units * layers <= 64, rule);

  it('samples and contains only what keeps the rule', () => {
    const rng = new Rng(1);
    for (let i = 0; i < 100; i++) {
      const { units, layers } = small.sample(rng);
      assert.ok(units * layers <= 64);
    }
    assert.equal(small.contains({ units: 8, layers: 8 }), true);
    assert.throws(
      () => small.assertContains({ units: 9, layers: 8 }),
      /The constraint “units × layers ≤ 64” is broken/,
    );
    assert.equal(s.contains({ units: 9, layers: 8 }), true);
  });

  it('says so when hardly any trial keeps the rule', () => {
    assert.throws(
      () => s.where(({ units }) => units > 64, 'units > 64').sample(new Rng(1)),
      /space\.constraints: None of 1000 draws keeps the constraints.*units > 64/,
    );
  });

  it('comes back from JSON with the code of its rule, never without', () => {
    const json: unknown = JSON.parse(JSON.stringify(small));
    assert.throws(() => parseSpace(json), /A constraint is code, which JSON does not hold/);
    const back = parseSpace(json, { [rule]: ({ units, layers }) => Number(units) * Number(layers) <= 64 });
    assert.deepEqual(back.sample(new Rng(5)), small.sample(new Rng(5)));
  });
});
