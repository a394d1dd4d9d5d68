import assert from 'node:assert/strict';
import { confusion } from 'sentilab/evaluation';
import { confusionSchema } from '../../lib/tracking/schema/run-record.ts';

const examples = [
  { id: 'a', text: 'right negative', label: 0 },
  { id: 'b', text: 'slightly wrong', label: 0 },
  { id: 'c', text: 'badly wrong', label: 0 },
  { id: 'd', text: 'missed', label: 1 },
  { id: 'e', text: 'found', label: 1 },
] as const;
const probabilities = [0.1, 0.6, 0.99, 0.2, 0.9];

describe('confusion', () => {
  it('counts by truth and prediction in the shape a record holds', () => {
    const result = confusion(examples, probabilities);
    assert.deepEqual(result.counts, [
      [1, 2],
      [1, 1],
    ]);
    confusionSchema.parse({ part: 'test', ...result });
  });

  it('shows the most confident examples of each cell first, and no more than asked for', () => {
    const ids = confusion(examples, probabilities, { examplesPerCell: 1 }).examples.map(({ id }) => id);
    assert.deepEqual(ids, ['a', 'c', 'd', 'e']);
  });

  it('moves examples between cells with the threshold', () => {
    assert.deepEqual(confusion(examples, probabilities, { threshold: 0.95 }).counts, [
      [2, 1],
      [2, 0],
    ]);
  });

  it('cuts long texts to 400 characters without cutting a character in half', () => {
    const text = `${'x'.repeat(398)}😀😀`;
    const [shown] = confusion([{ id: 'a', text, label: 1 }], [0.9]).examples;
    assert.equal(shown?.text, `${'x'.repeat(398)}…`);
    assert.ok(shown.text.length <= 400);
  });
});
