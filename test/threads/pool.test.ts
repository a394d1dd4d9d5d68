import assert from 'node:assert/strict';
import { createThreadPool } from '../../lib/threads/node.ts';

const module = 'test/fixtures/threads/double-worker.ts';

describe('thread pool', () => {
  it('runs TypeScript on its threads and gives results in the order of the calls', async () => {
    const pool = createThreadPool({ module, threads: 2 });
    try {
      assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map((n) => pool.run(n))), [2, 4, 6, 8, 10]);
    } finally {
      await pool.close();
    }
  });

  it('passes on what the function threw', async () => {
    const pool = createThreadPool({ module, threads: 1 });
    try {
      await assert.rejects(pool.run(3, { name: 'fail' }), { name: 'RangeError', message: 'no 3' });
    } finally {
      await pool.close();
    }
  });

  it('refuses a pool without threads', () => {
    assert.throws(() => createThreadPool({ module, threads: 0 }), /threads/);
  });
});
