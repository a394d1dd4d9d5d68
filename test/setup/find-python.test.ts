import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findPython, findPythons } from '../../bin/setup/find-python.mjs';
import { buildTools, findCompiler } from '../../bin/setup/tensorflow/tools.mjs';
import { installCommand } from '../../bin/setup/which.mjs';
import { SetupError } from '../../bin/setup/part.mjs';

describe('set-up: looking for tools', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-tools-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** A machine with only these programs, which print a text. */
  function machine(programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    for (const [name, text] of Object.entries(programs))
      fs.writeFileSync(path.join(folder, name), `#!/bin/sh\necho '${text}'\n`, { mode: 0o755 });
    return { PATH: folder, PYENV_ROOT: path.join(folder, 'none') };
  }
  const python = (version: string, pip = true, venv = true): string =>
    JSON.stringify([`/x/python${version}`, version.split('.').map(Number), pip, venv]);

  it('finds the Python of this machine, with its real version', async () => {
    const found = await findPython({ minimum: [3, 0] });
    assert.ok(found !== null && path.isAbsolute(found.executable));
    assert.equal(found.version[0], 3);
  });

  it('passes over one that is too old, in favour of a newer name', async () => {
    const env = machine({ python3: python('3.9.2'), 'python3.12': python('3.12.1') });
    assert.equal((await findPython({ env }))?.executable, '/x/python3.12.1');
  });

  it('finds versions that only pyenv knows, the newest first', async () => {
    const env = machine({});
    for (const version of ['3.9.18', '3.11.7', '3.13.0']) {
      const bin = path.join(folder, 'none', 'versions', version, 'bin');
      fs.mkdirSync(bin, { recursive: true });
      fs.writeFileSync(path.join(bin, 'python3'), `#!/bin/sh\necho '${python(version)}'\n`, { mode: 0o755 });
    }
    assert.deepEqual(
      (await findPythons(env)).map(({ version }) => version.join('.')),
      ['3.13.0', '3.11.7', '3.9.18'],
    );
  });

  it('ignores a shim that leads nowhere and a Python without what is needed', async () => {
    const env = machine({ python3: 'not found', 'python3.11': python('3.11.7', true, false) });
    assert.equal((await findPython({ env }))?.version.join('.'), '3.11.7');
    assert.equal(await findPython({ env, venv: true }), null);
  });

  it('asks for g++ first, then for Python with pip, each with the command that installs it', async () => {
    const env = machine({ 'apt-get': '' });
    await assert.rejects(
      buildTools(env),
      (error) =>
        error instanceof SetupError &&
        /g\+\+/.test(error.message) &&
        /apt-get install -y g\+\+$/.test(error.fix ?? ''),
    );
    const withCompiler = machine({ 'g++': '', python3: python('3.11.7', false) });
    await assert.rejects(buildTools(withCompiler), /Python 3 with pip is missing/);
    const complete = machine({ python3: python('3.8.1') });
    assert.deepEqual(await buildTools(complete), {
      compiler: path.join(folder, 'g++'),
      python: '/x/python3.8.1',
    });
  });

  it('takes CXX before g++', () => {
    const env = machine({ 'g++': '', 'my-g++': '' });
    assert.equal(findCompiler({ ...env, CXX: 'my-g++' }), path.join(folder, 'my-g++'));
    assert.equal(findCompiler(env), path.join(folder, 'g++'));
  });

  it('knows the package manager of the machine', () => {
    assert.match(installCommand('compiler', machine({ dnf: '' })), /dnf install -y gcc-c\+\+$/);
    assert.match(installCommand('python', { PATH: '/nonexistent' }), /install Python 3\.11/);
  });
});
