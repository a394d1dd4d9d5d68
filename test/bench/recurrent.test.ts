import assert from 'node:assert/strict';
import { Command } from 'commander';
import { loadBackend } from 'sentilab/runtime/node';
import { contestant } from '../../bench/recurrent/contestants.ts';
import { figures } from '../../bench/recurrent/recurrent.ts';
import bench from '../../bin/commands/bench.ts';

describe('npm run bench', () => {
  it('names an unknown benchmark and the near one as the person’s mistake', async () => {
    let said = '';
    const program = new Command().exitOverride().configureOutput({ writeErr: (text) => (said += text) });
    bench(program);
    await assert.rejects(program.parseAsync(['bench', 'recurent'], { from: 'user' }), {
      code: 'commander.unknownCommand',
    });
    assert.match(said, /unknown command 'recurent'.*Did you mean recurrent/s);
  });

  it('recurrent: trains the network that it measures, one step at a time', async () => {
    const step = contestant('sentilab', await loadBackend());
    const first = await step();
    assert.ok(Math.abs(first - Math.LN2) < 0.1, String(first)); // a fresh classifier does not know
    for (let k = 0; k < 2; k++) await step();
    assert.ok((await step()) < first);
  }).timeout(120_000);

  it('recurrent: takes minimum and medians over the steps and the largest memory', () => {
    const times = [30, 10, 20, 40].map((wallMs, k) => ({
      wallMs,
      cpuMs: 2 * wallMs,
      loss: 0,
      peakMemoryMiB: 100 + k,
      backend: 'native',
      tensorflow: '2.18.1',
    }));
    assert.deepEqual(figures(times), {
      minMs: 10,
      medianMs: 25,
      medianCpuMs: 50,
      peakMemoryMiB: 103,
      wallMs: [30, 10, 20, 40],
    });
  });
});
