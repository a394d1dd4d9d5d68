import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Example } from 'sentilab/data';
import { CACHE_FOLDER, fitCached } from 'sentilab/data/node';
import { TextPipeline } from 'sentilab/text';
import { codeFingerprint } from '../../../lib/data/cache/code-fingerprint.ts';
import { temporaryFolder } from '../mini-archive.ts';

const examples = Array.from(
  { length: 30 },
  (_, i): Example => ({ id: `x/${i}`, text: `a film of ${i % 9} scenes, not bad`, label: i % 2 === 0 ? 0 : 1 }),
);
const config = { minFrequency: 1 };

describe('fitCached', () => {
  const folder = temporaryFolder();
  let made = 0;
  const newRoot = (): string => path.join(folder, `root-${made++}`);
  const fileOf = (root: string): string => {
    const cache = path.join(root, CACHE_FOLDER);
    return path.join(cache, fs.readdirSync(cache)[0] ?? '');
  };
  let expected: string;
  before(async () => {
    expected = JSON.stringify(await TextPipeline.fit(examples.map(({ text }) => text), config));
  });

  it('gives the pipeline that fitting gives, the first time and out of the file', async () => {
    const root = newRoot();
    for (let time = 0; time < 2; time++) {
      const calls: number[] = [];
      const pipeline = await fitCached(examples, config, { root, minSeconds: 0, onProgress: ({ done }) => calls.push(done) });
      assert.equal(JSON.stringify(pipeline), expected);
      assert.equal(calls.at(-1), 30);
    }
    assert.match(fileOf(root), /\.pipeline$/);
  });

  it('makes a damaged or cut file again, and never gives another pipeline', async () => {
    const root = newRoot();
    await fitCached(examples, config, { root, minSeconds: 0 });
    const file = fileOf(root);
    const whole = fs.readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, bits, cut) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] as number) ^ bits;
        fs.writeFileSync(file, cut ? whole.subarray(0, at) : damaged);
        assert.equal(JSON.stringify(await fitCached(examples, config, { root, minSeconds: 0 })), expected);
        assert.ok(fs.readFileSync(file).equals(whole), 'the file was not made again');
      }),
      { numRuns: 50 },
    );
  });

  it('fits anew for another configuration, other texts and another data set', async () => {
    const root = newRoot();
    const fit = (some: readonly Example[], fingerprint?: string, maxSize = 100) =>
      fitCached(some, { ...config, maxSize }, { root, minSeconds: 0, ...(fingerprint !== undefined && { fingerprint }) });
    await fit(examples);
    await fit(examples, undefined, 5);
    await fit(examples.slice(1));
    await fit(examples, 'one');
    await fit(examples, 'two');
    assert.equal(fs.readdirSync(path.join(root, CACHE_FOLDER)).length, 5);
  });
});

describe('codeFingerprint', () => {
  const folder = temporaryFolder();
  const before = process.env['SENTILAB_ROOT'];
  afterEach(() => {
    if (before === undefined) delete process.env['SENTILAB_ROOT'];
    else process.env['SENTILAB_ROOT'] = before;
  });

  it('is another when a source of the text pipeline or a package changes: what was kept is stale then', () => {
    process.env['SENTILAB_ROOT'] = folder;
    const source = path.join(folder, 'lib', 'text', 'steps', 'stem.ts');
    fs.mkdirSync(path.dirname(source), { recursive: true });
    const prints = ['first', 'second'].map((content) => {
      fs.writeFileSync(source, content);
      return codeFingerprint();
    });
    fs.writeFileSync(path.join(folder, 'package-lock.json'), '{}');
    prints.push(codeFingerprint());
    assert.equal(new Set(prints).size, 3);
    assert.equal(codeFingerprint(), prints[2]);
  });
});
