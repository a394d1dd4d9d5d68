import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { miniFiles, tarGz, temporaryFolder } from '../../data/mini-archive.ts';

const project = path.resolve(import.meta.dirname, '../../..');
const start = `import { main } from './bin/cli.ts'; main(process.argv.slice(1)).then((code) => { process.exitCode = code; });`;

describe('data command', () => {
  const root = temporaryFolder();
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import=tsx', '--input-type=module', '-e', start, '--', 'data', ...args],
      { cwd: project, encoding: 'utf8', env: { ...process.env, SENTILAB_ROOT: root, NO_COLOR: '1' } },
    );
    return { status, stdout, stderr };
  };

  it('prints its help with examples and ends with 0 when nothing is asked for', () => {
    const { status, stdout } = run();
    assert.match(stdout, /npm run data -- imdb/);
    assert.equal(status, 0);
  });

  it('lists the data sets with where they stand and their licences, also as JSON', () => {
    const text = run('list');
    assert.match(text.stdout, /imdb .*not here\. Get it: npm run data -- imdb/);
    assert.match(text.stdout, /CC BY 4\.0/);
    const rows = JSON.parse(run('list', '--json').stdout) as {
      readonly name: string;
      readonly ready: boolean;
    }[];
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['rt', 'imdb'],
    );
  });

  it('takes the reviews out of an archive', async () => {
    const archive = path.join(root, 'mini.tar.gz');
    fs.writeFileSync(archive, await tarGz(miniFiles(60)));
    const { status, stdout, stderr } = run('imdb', '--from', archive);
    assert.equal(stderr, '');
    assert.match(stdout, /120 reviews of the train half/);
    assert.equal(status, 0);
    assert.match(run('list').stdout, /● imdb .*120 reviews out of archive mini\.tar\.gz/);
  });

  it('ends with 2 and one line for a misspelt data set, a missing path and a flag in the wrong place', () => {
    const cases: [args: string[], message: RegExp][] = [
      [['imdbb'], /no such data set\. Got "imdbb"\. Did you mean "imdb"\?/],
      [['imdb', '--from', 'nowhere'], /--from: There is no such file or folder\. Got "nowhere"/],
      [['list', '--from', 'x'], /--from: It belongs to a data set/],
      [['rt', '--from', 'x'], /comes with the repository/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = run(...args);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assert.equal(status, 2);
    }
  });
});
