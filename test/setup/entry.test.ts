import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseJson } from '../../bin/setup/stamp.mjs';

const root = path.resolve(import.meta.dirname, '../..');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function node(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  return spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
  });
}

describe('set-up: entry', () => {
  it('answers a misspelt SENTILAB_BACKEND with one message and exit code 2, before anything is installed', () => {
    const { status, stdout, stderr } = node(root, ['bin/sentilab.mjs', 'train'], { SENTILAB_BACKEND: 'gpu' });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.deepEqual(stderr.trim().split('\n'), [
      'Error: SENTILAB_BACKEND: There is no such tensor backend. Got "gpu".',
      'Fix: Set it to native or wasm, or unset it.',
    ]);
  });

  it('answers an unknown option of the doctor with exit code 2', () => {
    const { status, stderr } = node(root, ['bin/sentilab.mjs', 'doctor', '--nope']);
    assert.equal(status, 2);
    assert.match(stderr, /no option --nope/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  it('keeps standard output clean of the set-up: help is all there is', () => {
    const { status, stdout, stderr } = node(root, ['bin/sentilab.mjs', '--help']);
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: sentilab/);
    assert.equal(stderr, '');
  });

  describe('in a clone without packages', () => {
    let clone = '';
    before(() => {
      clone = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-clone-'));
      for (const name of ['bin', 'kernel', 'package.json', 'package-lock.json'])
        fs.cpSync(path.join(root, name), path.join(clone, name), { recursive: true });
    });
    after(() => fs.rmSync(clone, { recursive: true, force: true }));

    it('lets the doctor list every part, with a fix for each that is missing, and exit with 1', () => {
      const { status, stdout, stderr } = node(clone, ['bin/sentilab.mjs', 'doctor', '--json']);
      assert.equal(status, 1, stderr);
      const report = parseJson(stdout) as {
        ok: boolean;
        parts: { name: string; ok: boolean; fix?: string; detail: string }[];
      };
      assert.equal(report.ok, false);
      const names = report.parts.map(({ name }) => name);
      for (const name of [
        'node',
        'node-modules',
        'tensorflow',
        'compiler',
        'python',
        'notebook',
        'kernel',
        'data',
        'disk',
      ])
        assert.ok(names.includes(name), name);
      const missing = report.parts.filter(({ ok }) => !ok);
      assert.ok(
        ['node-modules', 'tensorflow', 'data'].every((name) => missing.some((part) => part.name === name)),
      );
      assert.deepEqual(
        missing.filter(({ fix }) => !fix),
        [],
      );
      assert.equal(fs.existsSync(path.join(clone, 'node_modules')), false, 'the doctor changes nothing');
    });
  });

  describe('npm test', () => {
    const run = (args: readonly string[]): Ended =>
      node(root, [
        '-e',
        `import('./bin/setup/test.mjs').then(async ({ test }) => { process.exitCode = await test(${JSON.stringify(args)}); })`,
      ]);

    it("ends with mocha's own counts alone on the last line, and fails when a test does", () => {
      const { status, stdout } = run(['test/setup/toy-tests.ts']);
      assert.equal(stdout.trim().split('\n').at(-1), '2 passed, 1 failed');
      assert.equal(status, 1);
    });

    it('runs only the chosen tests', () => {
      const { status, stdout } = run(['test/setup/toy-tests.ts', '--grep', 'adds']);
      assert.equal(stdout.trim().split('\n').at(-1), '1 passed, 0 failed');
      assert.equal(status, 0);
    });

    it('counts a run that mocha could not even begin as failed', () => {
      const { status, stdout } = run(['test/setup/toy-tests.ts', '--no-such-reporter-option', '--ui=none']);
      assert.equal(stdout.trim().split('\n').at(-1), '0 passed, 1 failed');
      assert.equal(status, 1);
    });
  });
});
