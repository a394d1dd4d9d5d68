import fs from 'node:fs';
import path from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { projectRoot } from 'sentilab/files/node';
import { prepareImdb } from '../../lib/data/imdb/prepare.ts';
import { miniFiles, tarGz, temporaryFolder } from './mini-archive.ts';
import { sourceConformance } from './sources-conformance.ts';

describe('sources', () => {
  const folder = temporaryFolder();
  const emptyRoot = path.join(folder, 'empty');
  fs.mkdirSync(emptyRoot);
  const rows = Array.from({ length: 500 }, (_, i) => ({
    key: `k${i}`,
    review: `Row ${i}:\n"quoted", with a comma, é 😀 ${'x'.repeat(i % 90)}`,
    verdict: i % 3 === 0 ? 'bad' : 'good',
    film: `film-${i >> 3}`,
    stars: 1 + (i % 10),
  }));
  const columns = {
    id: 'key',
    text: 'review',
    label: 'verdict',
    group: 'film',
    rating: 'stars',
    labels: { bad: 0, good: 1 },
  } as const;

  sourceConformance('rt', async () => ({ config: 'rt', root: projectRoot(), emptyRoot }));
  sourceConformance('imdb', async () => {
    const root = path.join(folder, 'imdb');
    fs.mkdirSync(root);
    const archive = path.join(root, 'mini.tar.gz');
    fs.writeFileSync(archive, await tarGz(miniFiles(300)));
    await prepareImdb({ root, from: archive, log: () => undefined });
    return { config: 'imdb', root, emptyRoot };
  });
  sourceConformance('synthetic', async () => ({ config: { kind: 'synthetic', examples: 300 }, root: folder }));
  sourceConformance('csv', async () => {
    const quoted = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;
    const lines = rows.map((row) => Object.values(row).map(quoted).join(';'));
    fs.writeFileSync(path.join(folder, 'my.csv'), ['key;review;verdict;film;stars', ...lines].join('\r\n'));
    return { config: { kind: 'csv', file: 'my.csv', delimiter: ';', ...columns }, root: folder, emptyRoot };
  });
  sourceConformance('jsonl', async () => {
    fs.writeFileSync(path.join(folder, 'my.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n\n'));
    return { config: { kind: 'jsonl', file: 'my.jsonl', ...columns }, root: folder, emptyRoot };
  });
  sourceConformance('parquet', async () => {
    parquetWriteFile({
      filename: path.join(folder, 'my.parquet'),
      rowGroupSize: 64,
      columnData: [
        { name: 'key', data: rows.map(({ key }) => key) },
        { name: 'review', data: rows.map(({ review }) => review) },
        { name: 'verdict', data: rows.map(({ verdict }) => verdict) },
        { name: 'film', data: rows.map(({ film }) => film) },
        { name: 'stars', data: rows.map(({ stars }) => stars) },
      ],
    });
    return { config: { kind: 'parquet', file: 'my.parquet', ...columns }, root: folder, emptyRoot };
  });
});
