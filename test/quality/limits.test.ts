import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from 'sentilab/errors';
import { CHECK_KINDS, parseLimits, withinLimit } from 'sentilab/quality';

describe('limits', () => {
  it('reads counts, percentages and none, and lifts all by none alone', () => {
    assert.deepEqual(parseLimits('duplicates=0.5%, empty=0,label-noise=none', CHECK_KINDS), {
      duplicates: '0.5%',
      empty: 0,
      'label-noise': 'none',
    });
    assert.deepEqual(parseLimits('none,html=3', ['html', 'empty']), { html: 3, empty: 'none' });
    assert.deepEqual(parseLimits('', CHECK_KINDS), {});
  });

  it('names the flag, what was written and the nearest check', () => {
    const message = (text: string): string => {
      try {
        parseLimits(text, CHECK_KINDS);
      } catch (error) {
        assert.ok(error instanceof UserError);
        return error.message;
      }
      return assert.fail(`${text} was taken`);
    };
    assert.match(
      message('duplicate=1'),
      /^--fail-on: There is no such check\. Got "duplicate"\. Did you mean "duplicates"\?/,
    );
    for (const wrong of ['empty', 'empty=', 'empty=-1', 'empty=1.5', 'empty=101%', 'empty=1=2', 'empty=many'])
      assert.match(message(wrong), /--fail-on: empty takes a count, a percentage or none/, wrong);
  });

  it('never throws anything but a UserError, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(empty|html|none|duplicates)?=?[0-9.%,=none -]*$/)),
        (text) => {
          try {
            parseLimits(text, CHECK_KINDS);
          } catch (error) {
            assert.ok(error instanceof UserError, String(error));
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('allows exactly the stated count or share', () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => withinLimit(1, count, 10)),
      [true, true, false],
    );
    assert.deepEqual(
      [5, 6].map((count) => withinLimit('0.5%', count, 1000)),
      [true, false],
    );
    assert.equal(withinLimit('none', 10, 10), true);
    assert.equal(withinLimit('1%', 0, 0), true);
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(100), (count, more, percent) => {
        const total = count + more;
        assert.equal(withinLimit(`${percent}%`, count, total), count * 100 <= percent * total);
      }),
    );
  });
});
