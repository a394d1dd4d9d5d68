import type { DataFrame } from 'danfojs-node';
import { UserError } from '../errors/index.ts';
import { loadBackend } from '../runtime/node.ts';

/**
 * Records as a danfojs DataFrame; the notebook shows it as a table, and `df.plot('').bar()` draws it. The library is
 * loaded at the first call, which takes 2 to 4 seconds.
 *
 * @throws UserError when there is no record: a frame takes its columns from the first
 */
export async function frame(records: readonly object[]): Promise<DataFrame> {
  if (records.length === 0)
    throw new UserError('A frame needs at least one record to know its columns.', {
      field: 'records',
      value: records,
    });
  // danfojs brings TensorFlow along, which reads its settings once: the project's own, if it is loaded first.
  await loadBackend();
  const danfo = await import('danfojs-node');
  return new danfo.DataFrame([...records]);
}
