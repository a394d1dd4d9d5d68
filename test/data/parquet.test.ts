import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { loadDataset } from 'sentilab/data/node';
import type { Example } from 'sentilab/data';
import { UserError } from 'sentilab/errors';
import { temporaryFolder } from './mini-archive.ts';

const golden = path.resolve(import.meta.dirname, '../golden/parquet');

interface GoldenRow {
  readonly id: string;
  readonly text: string;
  readonly label: boolean;
  readonly stars: number | null;
  readonly film: string | null;
}

describe('parquet', () => {
  const folder = temporaryFolder();
  const rows = JSON.parse(fs.readFileSync(path.join(golden, 'rows.json'), 'utf8')) as GoldenRow[];
  const expected = rows.map(({ id, text, label, stars, film }): Example => ({
    id,
    text,
    label: label ? 1 : 0,
    ...(film !== null && { group: film }),
    ...(stars !== null && { rating: stars }),
  }));
  const columns = { id: 'id', group: 'film', rating: 'stars', labels: { true: 1, false: 0 } } as const;

  for (const file of fs.readdirSync(golden).filter((name) => name.endsWith('.parquet')))
    it(`reads what pyarrow wrote: ${file}`, async () => {
      const { examples } = await loadDataset({ kind: 'parquet', file, ...columns }, { root: golden });
      assert.deepEqual(examples, expected);
    });

  it('names file, row and column of a value that is none', async () => {
    const write = (text: unknown[], label: unknown[]): void =>
      parquetWriteFile({
        filename: path.join(folder, 'my.parquet'),
        columnData: [
          { name: 'text', data: text, type: 'STRING' },
          { name: 'label', data: label },
        ],
      });
    const fails = (config: object, message: RegExp): Promise<void> =>
      assert.rejects(
        loadDataset({ kind: 'parquet', file: 'my.parquet', ...config }, { root: folder }),
        (error) => error instanceof UserError && message.test(error.message),
      );
    write(['a', 'b', 'c'], [0, 1, 7]);
    await fails({}, /^my\.parquet, row 3, column "label": This label is not in the mapping\. Got 7\./);
    write(['a', null], [0, 1]);
    await fails({}, /^my\.parquet, row 2, column "text": A text is a string/);
    await fails({ text: 'txt' }, /^my\.parquet, column "txt": There is no such column.*Did you mean "text"/);
    fs.writeFileSync(path.join(folder, 'my.parquet'), 'no such thing');
    await fails({}, /^my\.parquet, the footer: Not valid Parquet/);
  });
});
