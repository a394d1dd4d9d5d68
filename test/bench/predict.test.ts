import assert from 'node:assert/strict';
import { predictBench } from '../../bench/predict/run.ts';

describe('npm run bench -- predict', () => {
  it('finds the same probabilities one by one and by batchPredict, within 1e-6', async () => {
    const { json, lines } = await predictBench({ data: 'rt', texts: 120, log: () => {} });
    assert.equal(json['texts'], 120);
    assert.ok((json['difference'] as number) <= 1e-6, lines.join('\n'));
    assert.equal(lines.length, 4);
  }).timeout(60_000);
});
