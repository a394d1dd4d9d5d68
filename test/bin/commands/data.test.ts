import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { loadDataset } from 'sentilab/data/node';
import { miniFiles, tarGz, temporaryFolder } from '../../data/mini-archive.ts';

import { runCommandLine } from '../../support/command-line.ts';
describe('data command', () => {
  const root = temporaryFolder();
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = runCommandLine(['data', ...args], { env: { SENTILAB_ROOT: root } });
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
      ['rt', 'imdb', 'imdb-test', 'synthetic', 'imdb-unlabelled', 'glove'],
    );
  });

  it('takes the reviews out of an archive', async () => {
    const archive = path.join(root, 'mini.tar.gz');
    fs.writeFileSync(archive, await tarGz(miniFiles(60)));
    const { status, stdout, stderr } = run('imdb', '--from', archive);
    assert.equal(stderr, '');
    assert.match(stdout, /120 reviews of the train half/);
    assert.equal(status, 0);
    assert.match(run('list').stdout, /● imdb .*120 reviews with ratings out of archive mini\.tar\.gz/);
  });

  it('writes the reviews as CSV and Parquet, and both are read back as the same data set', async () => {
    const expected = await loadDataset('imdb', { root });
    for (const format of ['csv', 'parquet']) {
      const { status, stdout, stderr } = run(
        'imdb',
        '--from',
        path.join(root, 'mini.tar.gz'),
        '--to',
        format,
      );
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`120 rows .* are in data/processed/imdb-train\\.${format}`));
      const file = `data/processed/imdb-train.${format}`;
      const config = { file, id: 'id', group: 'group', rating: 'rating' };
      const read = await loadDataset(
        format === 'csv' ? { kind: 'csv', ...config } : { kind: 'parquet', ...config },
        { root },
      );
      assert.deepEqual(read.examples, expected.examples);
      assert.equal(read.fingerprint, expected.fingerprint);
    }
    const { stdout } = run(
      'imdb',
      '--from',
      path.join(root, 'mini.tar.gz'),
      '--part',
      'unlabelled',
      '--to',
      'csv',
    );
    assert.match(stdout, /1 rows .*imdb-unlabelled\.csv/);
    assert.equal(
      fs.readFileSync(path.join(root, 'data/processed/imdb-unlabelled.csv'), 'utf8'),
      'id,label,rating,group,text\nimdb/train/unsup/0,,,,without a label\n',
    );
  });

  it('refuses a GloVe archive that is not the official one', () => {
    const file = path.join(root, 'glove.zip');
    fs.writeFileSync(file, 'PK');
    const { status, stderr } = run('glove', '--from', file);
    assert.match(stderr, /--from: This is not the official archive/);
    assert.equal(status, 2);
  });

  it('ends with 2 and one line for a misspelt data set, a missing path and a flag in the wrong place', () => {
    const cases: [args: string[], message: RegExp][] = [
      [['imdbb'], /no such data set or command\. Got "imdbb"\. Did you mean "imdb"\?/],
      [['imdb', '--from', 'nowhere'], /--from: There is no such file or folder\. Got "nowhere"/],
      [['imdb', '--part', 'tests'], /'tests' is invalid\. Allowed choices are train, test, unlabelled/],
      [['imdb', '--mirror', 'ftp://x/'], /'ftp:\/\/x\/' is invalid.*https:\/\//],
      [['rt', '--from', 'x'], /unknown option '--from'/],
      [['glove', '--dimensions', '64'], /--dimensions: GloVe 6B has 50, 100, 200 and 300/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = run(...args);
      assert.match(stderr, message);
      assert.ok(stderr.trim().split('\n').length <= 3, stderr);
      assert.equal(status, 2);
    }
  });
});
