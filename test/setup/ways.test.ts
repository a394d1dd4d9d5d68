import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { TENSORFLOW } from '../../bin/setup/tensorflow/versions.mjs';
import { nativeWays, tensorflowOf } from '../../bin/setup/tensorflow/ways.mjs';

const root = path.resolve(import.meta.dirname, '../..');
type Machine = readonly [NodeJS.Platform, string];

describe('ways to native TensorFlow', () => {
  it('begin with the pinned wheel on Linux x64, which WSL2 is too, and nowhere else', () => {
    assert.deepEqual(nativeWays('linux', 'x64'), ['wheel', 'own download']);
    const others: readonly Machine[] = [
      ['darwin', 'arm64'],
      ['darwin', 'x64'],
      ['linux', 'arm64'],
      ['win32', 'x64'],
    ];
    for (const machine of others) assert.deepEqual(nativeWays(...machine), ['own download'], machine.join());
    assert.equal(tensorflowOf('wheel', 'linux', 'x64'), TENSORFLOW);
    assert.equal(tensorflowOf('wheel', 'darwin', 'arm64'), null);
  });

  it('know which library tfjs-node downloads for each machine: as its own script says', () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'));
    const script = fs.readFileSync(path.join(folder, 'scripts/install.js'), 'utf8');
    const constants = fs.readFileSync(path.join(folder, 'scripts/deps-constants.js'), 'utf8');
    const named = /LIBTENSORFLOW_VERSION = '([\d.]+)'/.exec(constants)?.[1];
    for (const platform of ['linux', 'darwin'] as const) {
      assert.equal(tensorflowOf('own download', platform, 'x64'), named);
      const file = new RegExp(`libtensorflow_r(\\d+)_(\\d+)_${platform}_arm64`).exec(script);
      assert.equal(tensorflowOf('own download', platform, 'arm64'), `${file?.[1]}.${file?.[2]}`);
    }
    assert.equal(tensorflowOf('own download', 'win32', 'x64'), named);
    assert.equal(tensorflowOf('own download', 'win32', 'arm64'), null);
    assert.equal(tensorflowOf('own download', 'freebsd', 'x64'), null);
  });

  it('are those of the table in docs/platforms.md, and what is untested is called so', () => {
    const text = fs.readFileSync(path.join(root, 'docs/platforms.md'), 'utf8');
    const rows = [
      ...text.matchAll(/^\| [^|]*?(linux|darwin|win32) (x64|arm64)\)? *\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm),
    ];
    assert.ok(rows.length >= 6, `${rows.length} rows`);
    for (const [row, platform, arch = '', versions = '', kernels, state] of rows) {
      const machine = [platform as NodeJS.Platform, arch] as const;
      const ways = nativeWays(...machine);
      const expected = ways.map((way) => tensorflowOf(way, ...machine));
      assert.deepEqual(
        [...versions.matchAll(/(\d[\d.]*) \(/g)].map(([, version]) => version),
        expected,
        row,
      );
      assert.equal(kernels?.trim(), ways.includes('wheel') ? 'yes' : 'no', row);
      assert.match(state ?? '', row.startsWith('| linux x64') ? /^ tested/ : /^ untested/, row);
    }
  });
});
