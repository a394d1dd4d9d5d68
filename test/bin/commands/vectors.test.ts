import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { vectorsWish } from '../../../bin/vectors/wish.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';

import { commandLine } from '../../support/command-line.ts';
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('vectors command', function () {
  this.timeout(120_000);
  const results = temporaryFolder();
  const run = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      execFile(...commandLine(['vectors', ...args]), (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout: String(stdout), stderr: String(stderr) }),
      );
    });

  it('coverage prints what each fallback finds on rt, and what is missing', async () => {
    const { stdout, code } = await run('coverage', '--top', '2000', '--missing', '200');
    assert.equal(code, 0);
    assert.match(stdout, /The 2,000 most frequent types: 2,000 types/);
    assert.match(stdout, /exact +9\d\.\d\d % +9\d\.\d\d %/);
    assert.match(stdout, /stem .* formulaic → formula formulas/);
    assert.match(stdout, /Without a vector, most frequent first: .*unfunny/);
  });

  it('quality compares vectors on held-out sentences, as JSON too', async () => {
    const tiny = '{"kind":"skip-gram","dimensions":8,"epochs":1,"minCount":20}';
    const wish = path.join(results, 'own.txt');
    fs.writeFileSync(wish, 'good 1 0 0.5\nbad -1 0 0.5\nfilm 0 1 1\n');
    const { stdout, code, stderr } = await run('quality', '--vectors', `glove,${wish}`, '--json');
    assert.equal(code, 0, stderr);
    const { results: found } = JSON.parse(stdout) as {
      readonly results: readonly {
        readonly vectors: string;
        readonly probe: { readonly accuracy: number };
      }[];
    };
    assert.deepEqual(
      found.map(({ vectors }) => vectors),
      ['glove', 'glove-file'],
    );
    const [glove, own] = found.map(({ probe }) => probe.accuracy);
    assert.ok((glove ?? NaN) > 0.65 && (own ?? NaN) > 0.5 && (glove ?? NaN) > (own ?? NaN));
    assert.equal(vectorsWish(tiny).kind, 'skip-gram');
  });

  it('neighbours prints the nearest words; an unknown one ends with 2 and the nearest spelling', async () => {
    const { stdout } = await run('neighbours', 'film', 'terrible', '--count', '3');
    assert.match(stdout, /^film: movie 0\.\d\d, films 0\.\d\d/m);
    assert.match(stdout, /^terrible: (horrible|awful) /m);
    const unknown = await run('neighbours', 'moviee');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /no vector.*Did you mean "movie"/);
  });

  it('names of vectors are kinds, files by their ending, or JSON; anything else is refused', () => {
    assert.equal(vectorsWish('glove').kind, 'glove');
    assert.deepEqual(
      ['a.zip', 'a.txt', 'a.vec.gz', 'a.bin'].map((file) => vectorsWish(file).kind),
      ['glove-file', 'glove-file', 'fasttext', 'word2vec'],
    );
    assert.throws(() => vectorsWish('gloves'), /--vectors: .*Did you mean "glove"/);
    assert.throws(() => vectorsWish('{kind'), /no JSON/);
  });
});
