import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parquetWriteFile } from 'hyparquet-writer';
import { sourceObjectSchema } from 'sentilab/data';
import type { Example, SourceConfigInput } from 'sentilab/data';
import { streamDataset } from 'sentilab/data/node';
import { UserError } from 'sentilab/errors';
import { parseOfficialPath } from '../../lib/data/imdb/reviews.ts';
import { exampleOfRecord } from '../../lib/data/own-file/example-of-record.ts';
import { jsonErrorIndex } from '../../lib/data/own-file/json-error-column.ts';
import { temporaryFolder } from './mini-archive.ts';

/** Characters that parsers stumble over. */
const HOSTILE = ['"', ',', '\n', '\r', ';', '\t', '\\', '{', '}', '[', ']', ':', '0', '1', 'a', 'é', '😀', '\ud83d'];
const RARE = ['\u2028', '\ufeff', '\0', 'text', 'label', 'null', 'true', '__proto__', '-', '.', 'e'];
const junk = fc.array(fc.constantFrom(...HOSTILE, ...RARE), { maxLength: 24 }).map((parts) => parts.join(''));

describe('parsers under hostile input', () => {
  const folder = temporaryFolder();

  /** Every example, or the error that ended it. */
  async function outcome(config: SourceConfigInput): Promise<Example[] | Error> {
    const examples: Example[] = [];
    try {
      for await (const example of streamDataset(config, { root: folder })) examples.push(example);
      return examples;
    } catch (error) {
      assert.ok(error instanceof Error);
      return error;
    }
  }

  it('CSV: no crash in 10,000 cases, and every error names line and column', async () => {
    const file = path.join(folder, 'fuzz.csv');
    const row = fc.tuple(junk, fc.constantFrom('0', '1', 'pos', '2'), fc.boolean()).map(([cell, label, quoted]) => {
      return `${quoted ? `"${cell.replaceAll('"', '""')}"` : cell},${label}`;
    });
    const body = fc.oneof(
      junk,
      fc.array(row, { maxLength: 3 }).map((rows) => rows.join('\n')),
    );
    let [errors, examples] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('text,label\n', 'text,label\r\n', ''), body, async (header, text) => {
        fs.writeFileSync(file, header + text);
        const result = await outcome('fuzz.csv');
        if (result instanceof Error) {
          errors++;
          assert.ok(result instanceof UserError, String(result));
          assert.match(result.message, /^fuzz\.csv, line \d+, column ("\w+"|\d+): /);
        } else examples += result.length;
      }),
      { numRuns: 10_000, seed: 1 },
    );
    assert.ok(errors > 1000 && examples > 500, `${errors} errors, ${examples} examples`);
  });

  it('CSV: gives back whatever was written by the rules', async () => {
    const row = fc.record({ text: fc.string({ unit: 'grapheme' }), label: fc.constantFrom(0 as const, 1 as const) });
    const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (rows, end) => {
        const lines = ['text,label', ...rows.map(({ text, label }) => `${quoted(text)},${label}`)];
        fs.writeFileSync(path.join(folder, 'rows.csv'), lines.join(end));
        assert.deepEqual(
          await outcome('rows.csv'),
          rows.map(({ text, label }, i) => ({ id: `rows/${i}`, text, label })),
        );
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('JSON lines: no crash in 10,000 cases, and every error names line and column', async () => {
    const file = path.join(folder, 'fuzz.jsonl');
    const object = fc.record(
      { text: fc.oneof(fc.string(), fc.jsonValue()), label: fc.oneof(fc.constantFrom(0, 1, 'pos'), fc.jsonValue()) },
      { requiredKeys: [] },
    );
    const good = fc.record({ text: fc.string(), label: fc.constantFrom(0, 1, 'neg', '1') });
    const line = fc.oneof(
      good.map((value) => JSON.stringify(value)),
      object.map((value) => JSON.stringify(value)),
      junk,
      fc.tuple(good, fc.nat(60), junk).map(([value, at, noise]) => {
        const text = JSON.stringify(value);
        return text.slice(0, at) + noise + text.slice(at + 1);
      }),
    );
    let [errors, examples] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 3 }), async (lines) => {
        fs.writeFileSync(file, lines.join('\n'));
        const result = await outcome('fuzz.jsonl');
        if (result instanceof Error) {
          errors++;
          assert.ok(result instanceof UserError, String(result));
          assert.match(result.message, /^fuzz\.jsonl, line \d+, column ("\w+"|\d+): /);
        } else examples += result.length;
      }),
      { numRuns: 10_000, seed: 3 },
    );
    assert.ok(errors > 1000 && examples > 500, `${errors} errors, ${examples} examples`);
  });

  it('JSON: finds a fault exactly where JSON.parse refuses, in 20,000 texts', () => {
    const mutated = fc.tuple(fc.json(), fc.nat(40), junk).map(([text, at, noise]) => text.slice(0, at) + noise + text.slice(at));
    fc.assert(
      fc.property(fc.oneof(junk, fc.json(), mutated), (text) => {
        const index = jsonErrorIndex(text);
        assert.equal(index === null, isJson(text), JSON.stringify(text));
        if (index === null) return;
        assert.ok(index >= 0 && index <= text.length);
        const known = /at position (\d+)/.exec(messageOf(text));
        if (known) assert.equal(index, faultStart(text, Number(known[1])), JSON.stringify(text));
      }),
      { numRuns: 20_000, seed: 4 },
    );
  });

  it('label mapping: any value becomes an example, is left out, or is named with its place, in 10,000 cases', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '0', 'true', '1e21'));
    const labels = fc.dictionary(key, fc.constantFrom(0, 1, null), { noNullPrototype: true });
    const value = fc.oneof(fc.anything({ withBigInt: true }), key, fc.integer({ min: -1, max: 11 }));
    let made = 0;
    fc.assert(
      fc.property(labels, value, value, value, value, (mapping, label, text, rating, id) => {
        const config = sourceObjectSchema.parse({
          ...{ kind: 'jsonl', file: 'x.jsonl', id: 'id', rating: 'rating', group: 'id' },
          labels: { ...mapping, a: 1 },
        });
        assert.ok(config.kind === 'jsonl');
        const values: Readonly<Record<string, unknown>> = { label, text, rating, id };
        try {
          const example = exampleOfRecord(config, 'x')({
            number: 0,
            value: (column) => values[column],
            place: (column) => `line 1, column "${column}"`,
          });
          if (example === null) return;
          made++;
          assert.ok(example.label === 0 || example.label === 1);
          assert.equal(typeof example.text, 'string');
          assert.ok(example.id.length > 0);
        } catch (error) {
          assert.ok(error instanceof UserError, String(error));
          assert.match(error.message, /^line 1, column "(label|text|rating|id)": /);
        }
      }),
      { numRuns: 10_000, seed: 5 },
    );
    assert.ok(made > 10, String(made));
  });

  it('official paths: no crash in 10,000 cases, and what is understood is what was written', () => {
    const part = fc.constantFrom('train', 'test', 'aclImdb', 'unsup', 'pos', 'neg', '..', '', '0_9.txt', '12_0.txt');
    const near = fc.array(fc.oneof(part, junk), { maxLength: 5 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const place = parseOfficialPath(text);
        if (place === null) return;
        assert.ok(Number.isSafeInteger(place.number) && place.number >= 0);
        assert.ok(place.rating === undefined || (place.rating >= 1 && place.rating <= 10));
        assert.equal(place.label === null, place.part === 'unlabelled');
      }),
      { numRuns: 10_000, seed: 6 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('train', 'test'),
        fc.constantFrom('pos', 'neg'),
        fc.nat(99_999),
        fc.integer({ min: 1, max: 10 }),
        (half, folderName, number, rating) => {
          assert.deepEqual(parseOfficialPath(`aclImdb/${half}/${folderName}/${number}_${rating}.txt`), {
            part: half,
            label: folderName === 'pos' ? 1 : 0,
            number,
            rating,
          });
        },
      ),
    );
  });

  it('Parquet: no crash in 2,000 files with changed or missing bytes, and every error names the file', async function () {
    this.timeout(120_000);
    const rows = Array.from({ length: 40 }, (_, i) => i);
    parquetWriteFile({
      filename: path.join(folder, 'ours.parquet'),
      rowGroupSize: 16,
      columnData: [
        { name: 'text', data: rows.map((i) => `text ${i} ${'ab'.repeat(i % 5)}`) },
        { name: 'label', data: rows.map((i) => i % 3 === 0) },
      ],
    });
    const golden = path.resolve(import.meta.dirname, '../golden/parquet');
    for (const file of ['delta', 'none-small-pages', 'gzip-pages-v2'])
      fs.copyFileSync(path.join(golden, `${file}.parquet`), path.join(folder, `${file}.parquet`));
    for (const name of ['ours', 'delta', 'none-small-pages', 'gzip-pages-v2']) {
      const bytes = fs.readFileSync(path.join(folder, `${name}.parquet`));
      const columns = name === 'ours' ? {} : { id: 'id', group: 'film', rating: 'stars' };
      let [errors, examples] = [0, 0];
      const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 3 }),
          fc.option(fc.nat(bytes.length), { freq: 8 }),
          async (changes, end) => {
            const mutated = Buffer.from(bytes.subarray(0, end ?? bytes.length));
            for (const [at, value] of changes) if (at < mutated.length) mutated[at] = value;
            fs.writeFileSync(path.join(folder, 'fuzz.parquet'), mutated);
            const labels = { true: 1, false: 0 } as const;
            const result = await outcome({ kind: 'parquet', file: 'fuzz.parquet', labels, ...columns });
            if (result instanceof Error) {
              errors++;
              assert.ok(result instanceof UserError, String(result));
              assert.match(result.message, /^fuzz\.parquet/);
            } else examples += result.length;
          },
        ),
        { numRuns: 500, seed: 7 },
      );
      assert.ok(errors > 50 && examples > 50, `${errors} errors, ${examples} examples`);
    }
  });
});

function isJson(text: string): boolean {
  return messageOf(text) === '';
}

function messageOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** JSON.parse points into a word or string that went wrong; we point at its beginning. */
function faultStart(text: string, position: number): number {
  const index = jsonErrorIndex(text) ?? -1;
  return index <= position && !/[{}[\],:]/.test(text.slice(index, position).replace(/^"[^]*/, '')) ? index : position;
}
