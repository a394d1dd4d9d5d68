import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from 'sentilab/errors';
import { findNotebook, labArguments } from '../../../bin/commands/notebook.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const entry = path.join(root, 'bin/sentilab.mjs');
const KNOWN = ['01-explore-the-reviews.ipynb', '02-a-small-sweep.ipynb'];

describe('npm run notebook', function () {
  this.timeout(240_000);

  it('finds a notebook by its number or its name', () => {
    for (const name of ['2', '02', '02-a-small-sweep', '02-a-small-sweep.ipynb'])
      assert.equal(findNotebook(name, KNOWN), '02-a-small-sweep.ipynb');
  });

  it('names a near notebook when there is none of that name', () => {
    assert.throws(
      () => findNotebook('02-a-smal-sweep', KNOWN),
      (error) => error instanceof UserError && error.message.includes('Did you mean "02-a-small-sweep"?'),
    );
  });

  it('never listens beyond this machine, and takes the next free port unless one was named', () => {
    assert.ok(labArguments({ browser: true }).includes('--ServerApp.ip=127.0.0.1'));
    assert.ok(labArguments({ browser: true }).includes('--ServerApp.port_retries=50'));
    assert.ok(labArguments({ browser: true, port: 9000 }).includes('--ServerApp.port_retries=0'));
  });

  it('ends with exit code 2 and one line when the port is in use', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    try {
      const { code, stderr } = await command(['notebook', '--no-browser', '--port', String(port)]);
      assert.equal(code, 2);
      assert.match(stderr, /--port: This port is in use\. Got \d+\. Choose another one/);
      assert.doesNotMatch(stderr, /\n\s+at /);
    } finally {
      server.close();
    }
  });

  it('serves JupyterLab with the kernel of this repository and no other', async () => {
    const child = spawn(process.execPath, [entry, 'notebook', '--no-browser'], { cwd: root });
    try {
      let said = '';
      const address = await new Promise<string>((resolve, reject) => {
        child.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const match = /http:\/\/127\.0\.0\.1:\d+\/\S*token=\w+/.exec(said);
          if (match) resolve(match[0]);
        });
        child.on('exit', () => reject(new Error(said)));
      });
      const { origin, searchParams } = new URL(address);
      const answer = await listening(`${origin}/api/kernelspecs?token=${searchParams.get('token') ?? ''}`);
      const { kernelspecs } = (await answer.json()) as { kernelspecs: Record<string, unknown> };
      assert.deepEqual(Object.keys(kernelspecs), ['sentilab']);
    } finally {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
  });
});

/** An answer, from a server that may print its address a moment before it listens. */
async function listening(url: string, attempts = 100): Promise<Response> {
  try {
    return await fetch(url);
  } catch (error) {
    if (attempts === 0) throw error;
    await sleep(100);
    return listening(url, attempts - 1);
  }
}

function command(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [entry, ...args], { cwd: root });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stderr }));
  });
}
