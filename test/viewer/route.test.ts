import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  CURVE_AXES,
  CURVE_VALUES,
  HOME,
  SEARCH_VIEWS,
  formatRoute,
  parseRoute,
  type Route,
} from '../../viewer/src/route.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const some = text.filter((value) => value !== '');
const routes: fc.Arbitrary<Route> = fc.record(
  {
    experiment: some,
    page: fc.constantFrom('table' as const, 'compare' as const),
    sort: fc.array(fc.record({ column: some, descending: fc.boolean() }, { noNullPrototype: true }), {
      maxLength: 3,
    }),
    filter: text,
    brush: fc.array(
      fc.oneof(
        fc.record({ column: text, from: fc.integer(), to: fc.integer() }, { noNullPrototype: true }),
        fc.record({ column: text, values: fc.array(text, { maxLength: 3 }) }, { noNullPrototype: true }),
      ),
      { maxLength: 3 },
    ),
    group: fc.array(text, { maxLength: 2 }),
    columns: fc.option(fc.array(some, { maxLength: 4 })),
    pinned: fc.array(text, { maxLength: 2 }),
    value: fc.constantFrom(...CURVE_VALUES),
    x: fc.constantFrom(...CURVE_AXES),
    slice: fc.option(text),
    smooth: fc.constantFrom(0, 0.25, 0.99),
    top: fc.nat({ max: 5000 }),
    log: fc.boolean(),
    view: fc.constantFrom(...SEARCH_VIEWS),
    pair: fc.array(text, { maxLength: 2 }),
    against: fc.option(text),
    over: fc.constantFrom('trials' as const, 'seconds' as const),
    color: fc.option(text),
    selected: fc.uniqueArray(text, { maxLength: 4 }),
    onlyDifferences: fc.boolean(),
    metric: fc.option(text),
  },
  { noNullPrototype: true },
);

describe('route', () => {
  it('comes back out of the URL exactly as it went in, whatever names hold', () => {
    fc.assert(fc.property(routes, (route) => assert.deepEqual(parseRoute(formatRoute(route)), route)));
  });

  it('is as short as the view is plain', () => {
    assert.equal(formatRoute(HOME), '#/');
    assert.equal(formatRoute({ ...HOME, experiment: 'quick' }), '#/quick');
    assert.equal(
      formatRoute({ ...HOME, experiment: 'quick', page: 'compare', selected: ['a', 'b'] }),
      '#/quick/compare?sel=a&sel=b',
    );
  });

  it('makes something of any fragment and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (fragment) => {
        const route = parseRoute(fragment);
        assert.deepEqual(parseRoute(formatRoute(route)), route);
      }),
    );
    for (const fragment of ['', '#', '#/', '#//', '#/%E0%A4%A'])
      assert.doesNotThrow(() => parseRoute(fragment));
  });
});
