import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkProduct, linkFile, publishProduct } from '../../bin/setup/tensorflow/product.mjs';
import { checkDownload } from '../../bin/setup/tensorflow/wheel.mjs';

describe('set-up: cache', () => {
  let folder = '';
  let place = '';
  const names = ['library', 'binding'];
  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-cache-'));
    place = path.join(folder, 'cache', 'product');
    const work = path.join(folder, 'work');
    fs.mkdirSync(work);
    for (const name of names) fs.writeFileSync(path.join(work, name), `content of ${name}`);
    await publishProduct(work, place, names);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  function overwrite(name: string, content: string): void {
    fs.chmodSync(path.join(place, name), 0o755);
    fs.writeFileSync(path.join(place, name), content);
  }

  it('finds a product whole after it was published', async () => {
    assert.equal(await checkProduct(place, names), 'good');
    assert.equal(fs.existsSync(path.join(folder, 'work')), false);
  });

  it('finds one changed byte of the same length', async () => {
    overwrite('library', 'content of librarY');
    assert.equal(await checkProduct(place, names), 'damaged');
  });

  it('finds a cut file, a missing file and a missing manifest', async () => {
    overwrite('binding', 'content');
    assert.equal(await checkProduct(place, names), 'damaged');
    fs.rmSync(path.join(place, 'binding'));
    assert.equal(await checkProduct(place, names), 'damaged');
    fs.rmSync(path.join(place, 'manifest.json'));
    assert.equal(await checkProduct(place, names), 'damaged');
    assert.equal(await checkProduct(`${place}-other`, names), 'missing');
  });

  it('replaces a damaged product', async () => {
    overwrite('library', 'damaged');
    const work = path.join(folder, 'again');
    fs.mkdirSync(work);
    for (const name of names) fs.writeFileSync(path.join(work, name), 'new');
    await publishProduct(work, place, names);
    assert.equal(await checkProduct(place, names), 'good');
    assert.equal(fs.readFileSync(path.join(place, 'library'), 'utf8'), 'new');
  });

  it('links a file without copying it, over an older one and over itself', () => {
    const target = path.join(folder, 'clone');
    fs.mkdirSync(target);
    fs.writeFileSync(path.join(target, 'library'), 'older');
    for (let time = 0; time < 2; time++) linkFile(place, 'library', target);
    assert.deepEqual(fs.readdirSync(target), ['library']);
    assert.equal(fs.statSync(path.join(target, 'library')).ino, fs.statSync(path.join(place, 'library')).ino);
  });

  it('keeps a good download and removes one with wrong bytes', async () => {
    const file = path.join(folder, 'x.whl');
    const content = 'wheel';
    const sha256 = createHash('sha256').update(content).digest('hex');
    const expected = { file: 'x.whl', bytes: 5, sha256 };
    assert.equal(await checkDownload(file, expected), 'missing');
    fs.writeFileSync(file, content);
    assert.equal(await checkDownload(file, expected), 'good');
    for (const wrong of ['wheeL', 'whee', '']) {
      fs.writeFileSync(file, wrong);
      assert.equal(await checkDownload(file, expected), 'damaged');
      assert.equal(fs.existsSync(file), false);
    }
  });
});
