import assert from 'node:assert/strict';
import { Command } from 'commander';
import { loadBackend } from 'sentilab/runtime/node';
import { contestant } from '../../bench/recurrent/contestants.ts';
import { medianInterval } from '../../bench/recurrent/median-interval.ts';
import { startTorch } from '../../bench/recurrent/process.ts';
import { figures, recurrentReport, timeRatio } from '../../bench/recurrent/report.ts';
import { recurrentBench } from '../../bench/recurrent/recurrent.ts';
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

  for (const name of ['sentilab-lstm', 'sentilab-gru'] as const)
    it(`recurrent: ${name} trains the network that it measures, one step at a time, and predicts with it`, async () => {
      const tasks = contestant(name, await loadBackend());
      const first = (await tasks.train()) as number;
      assert.ok(Math.abs(first - Math.LN2) < 0.1, String(first)); // a fresh classifier does not know
      for (let k = 0; k < 2; k++) await tasks.train();
      assert.ok(((await tasks.train()) as number) < first);
      assert.deepEqual([await tasks['infer-64'](), await tasks['infer-1']()], [null, null]);
    }).timeout(120_000);

  const series = [30, 10, 20, 40].map((wallMs, k) => ({
    ...{ wallMs, cpuMs: 2 * wallMs, loss: 0, peakMemoryMiB: 100 + k },
  }));

  it('recurrent: takes minimum and medians of a series, and ratios round by round', () => {
    assert.deepEqual(figures(series), { minMs: 10, medianMs: 25, medianCpuMs: 50 });
    const twice = series.map((one) => ({ ...one, wallMs: 2 * one.wallMs }));
    assert.deepEqual(timeRatio(series, twice), { median: 0.5, interval: [0.5, 0.5] });
  });

  it('recurrent: gives the median an interval of order statistics', () => {
    // The tables of the sign test: of 10 values the 2nd and 9th, of 20 the 6th and 15th, of 5 all.
    const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1);
    assert.deepEqual(medianInterval(upTo(10)), { median: 5.5, interval: [2, 9] });
    assert.deepEqual(medianInterval(upTo(20)), { median: 10.5, interval: [6, 15] });
    assert.deepEqual(medianInterval(upTo(5)), { median: 3, interval: [1, 5] });
    assert.deepEqual(medianInterval([7]), { median: 7, interval: [7, 7] });
  });

  it('recurrent: reports times, memory and ratios of whom there is', () => {
    const measured = { train: series, 'infer-64': series, 'infer-1': series };
    const { json, lines } = recurrentReport(
      new Map([
        ['sentilab-lstm', { library: 'us', measured }],
        ['torch-lstm', { library: 'PyTorch', measured }],
      ]),
      { threads: 2, cpu: 'a processor' },
    );
    const [ratio, ...others] = json['ratios'] as { ours: string; memory: number }[];
    assert.deepEqual([ratio?.ours, ratio?.memory, others.length], ['sentilab-lstm', 1, 0]);
    assert.match(lines.join('\n'), /sentilab-lstm ÷ torch-lstm: train 1\.00 \[1\.00, 1\.00\]/);
  });

  it('recurrent: says what is wrong with a peer or a Python', async () => {
    const options = { threads: 1, repetitions: 1, python: 'python3', log: () => undefined };
    await assert.rejects(
      recurrentBench({ ...options, peers: ['keras' as 'torch'] }),
      /measured beside torch, tfjs-layers.*Got "keras"/s,
    );
    await assert.rejects(startTorch('lstm', 'no-such-python', 1), /torch-lstm does not run under.*ENOENT/);
    await assert.rejects(startTorch('gru', process.execPath, 1), /does not run under .*pip install torch/s);
  });
});
