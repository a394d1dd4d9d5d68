import assert from 'node:assert/strict';
import type { Predictor } from 'sentilab/inference';
import { RandomSampler, Study, choice, float, int, space } from 'sentilab/tuning';
import { contentOf } from '../../lib/notebook/displays/register.ts';
import { makeRecords } from '../support/records.ts';

describe('how values of the library are shown that end a cell', () => {
  it('a space: a line per parameter, its values, when it exists, and the rules below', () => {
    const s = space({
      lr: float(1e-4, 1e-1, { scale: 'log' }),
      units: int(16, 64, { step: 16 }),
      optimizer: choice({ adam: { beta: float(0.8, 0.99) }, sgd: {} }),
    }).where(({ lr }) => lr < 0.05, 'small steps');
    const { columns, rows, caption } = contentOf(s) ?? assert.fail();
    assert.deepEqual(columns, ['parameter', 'kind', 'values', 'exists']);
    assert.deepEqual(rows, [
      ['beta', 'float', '0.8 … 0.99', 'optimizer is adam'],
      ['lr', 'float', '0.0001 … 0.1, log', 'always'],
      ['optimizer', 'categorical', 'adam, sgd', 'always'],
      ['units', 'int', '16 … 64 in steps of 16', 'always'],
    ]);
    assert.equal(caption, 'endlessly many trials; small steps');
    assert.match(contentOf(space({ n: int(1, 4) }))?.caption ?? '', /^4 different trials$/);
  });

  it('a study: the best ten, the best first, and how many there are of each state', () => {
    const s = space({ x: float(0, 1) });
    const study = new Study({
      space: s,
      sampler: new RandomSampler(s, 1),
      direction: 'maximize',
      metric: 'accuracy',
    });
    for (let i = 0; i < 14; i++) {
      study.ask();
      if (i < 12) study.tell(i, { state: 'finished', value: i });
    }
    study.fail(12, new Error('no'));
    const { columns, rows, caption } = contentOf(study) ?? assert.fail();
    assert.deepEqual(columns, ['trial', 'accuracy', 'x']);
    assert.deepEqual(
      rows.map(([number]) => number),
      [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
    );
    assert.equal(caption, '14 trials (12 finished, 1 failed, 1 asked): the best 10, maximize');
  });

  it('a run’s record: its metrics in their units, and its parameters below', () => {
    const [record] = makeRecords({ seed: 1 }).filter(({ trial }) => trial !== null);
    const { rows, caption } = contentOf(record) ?? assert.fail();
    assert.ok(rows.some(([name, value]) => name === 'test/accuracy' && /^\d\d\.\d %$/.test(String(value))));
    assert.match(caption ?? '', /s of CPU time · .*lr /);
  });

  it('a loaded model: kind, classes, data and metrics; and nothing else is taken for any of them', () => {
    const manifest = {
      ...{ labels: ['bad', 'good'], threshold: 0.5, data: { name: 'rt' } },
      config: { model: { kind: 'bilstm', units: 32, dropout: {} } },
      metrics: { 'test/accuracy': { value: 0.775, direction: 'maximize', unit: 'fraction' } },
    };
    const model = { manifest, hasAttention: false, predictSentiment: () => null } as unknown as Predictor;
    const { rows } = contentOf(model) ?? assert.fail();
    assert.deepEqual(rows[0], ['kind', 'bilstm, units 32']);
    assert.deepEqual(rows.at(-1), ['test/accuracy', '77.5 %']);
    for (const value of [null, undefined, 1, 'text', [], {}, { manifest }, { run: 1 }, () => 1])
      assert.equal(contentOf(value), null);
  });
});
