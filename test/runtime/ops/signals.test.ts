import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from 'sentilab/files/node';

/** Trains for some seconds while its own handler counts signals. */
const TRAINING = `
import { createTrainable, parseModelConfig } from 'sentilab/models';
import { loadBackend } from 'sentilab/runtime/node';
const backend = await loadBackend({ force: 'native' });
const model = createTrainable(parseModelConfig({ kind: 'bilstm', units: 32 }), {
  backend, vocabularySize: 500, seed: 1,
  embedding: { matrix: new Float32Array(500 * 50).fill(0.1), dimensions: 50, trainable: true },
});
const size = 32, time = 30;
const batch = { size, time, ids: Int32Array.from({ length: size * time }, (_, i) => 2 + (i * 7) % 498),
  lengths: new Int32Array(size).fill(time), labels: Int32Array.from({ length: size }, (_, i) => i % 2),
  exampleIds: Array.from({ length: size }, (_, i) => String(i)) };
let handled = 0;
process.on('SIGWINCH', () => handled++);
console.log('training');
let loss = 0;
for (let i = 0; i < 300; i++) {
  ({ loss } = model.step(batch, { learningRate: 1e-3, clipNorm: 1 }));
  await new Promise(setImmediate);
}
console.log(JSON.stringify({ handled, finite: Number.isFinite(loss) }));
process.exit(0);
`;

describe('native training under signals', function () {
  this.timeout(120_000);

  it('survives thousands of them, and handlers still run', async function () {
    if (process.platform !== 'linux') this.skip();
    const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', TRAINING], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const exited = once(child, 'exit');
    while (!output.includes('training') && child.exitCode === null) await sleep(20);
    let sent = 0;
    while (child.exitCode === null && child.signalCode === null) {
      for (let i = 0; i < 10; i++) if (child.kill('SIGWINCH')) sent++;
      await sleep(1);
    }
    await exited;
    assert.equal(child.signalCode, null, `${errors}\nafter ${sent} signals`);
    assert.equal(child.exitCode, 0, errors);
    const { handled, finite } = JSON.parse(output.split('\n')[1] ?? '{}') as {
      handled: number;
      finite: boolean;
    };
    assert.ok(finite);
    assert.ok(sent > 1000, `only ${sent} signals were sent`);
    assert.ok(handled > 10, `only ${handled} of ${sent} signals reached the handler`);
  });
});
