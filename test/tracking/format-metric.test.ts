import assert from 'node:assert/strict';
import { formatMetric, formatNumber, formatSeconds } from 'sentilab/tracking';

describe('formatMetric', () => {
  it('shows fractions as percent, losses with four digits, other units by name', () => {
    assert.equal(formatMetric(0.7844, 'fraction'), '78.4 %');
    assert.equal(formatMetric(0.46118, 'nats'), '0.4612');
    assert.equal(formatMetric(853, 'count'), '853');
    assert.equal(formatMetric(512.4, 'MiB'), '512.4 MiB');
  });

  it('keeps small and large numbers readable', () => {
    assert.equal(formatNumber(0.000123), '1.23e-4');
    assert.equal(formatNumber(0.003), '0.003');
    assert.equal(formatNumber(1234567.8), '1.23e+6');
    assert.equal(formatNumber(20000), '20000');
    assert.equal(formatNumber(-0.5), '-0.5');
  });

  it('never shows 60 seconds or 60 minutes', () => {
    assert.deepEqual([9.94, 9.96, 59.7, 3599.7, 7199].map(formatSeconds), [
      '9.9 s',
      '10 s',
      '1 min 0 s',
      '1 h 0 min',
      '2 h 0 min',
    ]);
  });
});
