import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { resolveSource, loadDataset, streamDataset } from 'sentilab/data/node';
import type { SourceConfigInput } from 'sentilab/data';
import { UserError } from 'sentilab/errors';
import { readLines } from '../../lib/data/own-file/read-lines.ts';
import { temporaryFolder } from './mini-archive.ts';

describe('files of your own', () => {
  const root = temporaryFolder();
  const write = (name: string, content: string | Buffer): void => fs.writeFileSync(path.join(root, name), content);
  const fails = (config: SourceConfigInput, message: RegExp): Promise<void> =>
    assert.rejects(loadDataset(config, { root }), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, message);
      return true;
    });

  it('knows the format by the ending, and numbers the rows when no column has ids', async () => {
    write('a.csv', '\ufefflabel,text\r\npos,"Fine, really.\r\nTwo lines."\r\n\r\nneg,Dull.\r\n');
    write('a.tsv', 'text\tlabel\nFine, really.\tpositive\nDull.\t0\n');
    write('a.jsonl', '{"text":"Fine.\u2028Really.","label":1}\r\n\n{"label":"neg","text":"","more":[1]}');
    const texts = async (file: string) =>
      (await loadDataset(file, { root })).examples.map(({ id, text, label }) => [id, text, label]);
    assert.deepEqual(await texts('a.csv'), [
      ['a/0', 'Fine, really.\r\nTwo lines.', 1],
      ['a/1', 'Dull.', 0],
    ]);
    assert.deepEqual(await texts('a.tsv'), [
      ['a/0', 'Fine, really.', 1],
      ['a/1', 'Dull.', 0],
    ]);
    assert.deepEqual(await texts('a.jsonl'), [
      ['a/0', 'Fine.\u2028Really.', 1],
      ['a/1', '', 0],
    ]);
    assert.deepEqual(resolveSource('x.ndjson').kind, 'jsonl');
    assert.deepEqual(resolveSource('x.parquet').kind, 'parquet');
  });

  it('has the same fingerprint for the same examples, whatever the format', async () => {
    write('same.csv', 'id,text,label\nx,Good.,1\ny,Bad.,0\n');
    write('same.jsonl', '{"id":"x","text":"Good.","label":true}\n{"id":"y","text":"Bad.","label":false}\n');
    const csv = await loadDataset({ kind: 'csv', file: 'same.csv', id: 'id' }, { root });
    const jsonl = await loadDataset(
      { kind: 'jsonl', file: 'same.jsonl', id: 'id', labels: { true: 1, false: 0 } },
      { root },
    );
    assert.equal(csv.fingerprint, jsonl.fingerprint);
  });

  it('maps columns and labels, leaves rows out whose label is mapped to null, and takes files without a header', async () => {
    write('stars.csv', '5,Great film,alien\n3,So so,alien\n1,Awful,brazil\n');
    const { examples, name, title, attribution } = await loadDataset(
      {
        ...{ kind: 'csv', file: 'stars.csv', header: false, name: 'my-stars', attribution: 'me, CC0' },
        ...{ text: '2', label: '1', group: '3', rating: '1' },
        labels: { '5': 1, '4': 1, '3': null, '2': 0, '1': 0 },
      },
      { root },
    );
    assert.deepEqual(examples, [
      { id: 'my-stars/0', text: 'Great film', label: 1, group: 'alien', rating: 5 },
      { id: 'my-stars/2', text: 'Awful', label: 0, group: 'brazil', rating: 1 },
    ]);
    assert.deepEqual([name, title, attribution], ['my-stars', 'my-stars (csv)', 'me, CC0']);
  });

  it('names file, line and column of what is wrong', async () => {
    write('bad.csv', 'text,label,stars\n"one\nmore",1,3\ntwo,maybe,3\n');
    await fails('bad.csv', /^bad\.csv, line 4, column "label": This label is not in the mapping\. Got "maybe"\. Known: "0", "1"/);
    write('bad.csv', 'text,label,stars\n"one\nmore",1,three\n');
    await fails({ kind: 'csv', file: 'bad.csv', rating: 'stars' }, /^bad\.csv, line 2, column "stars": A rating is .* Got "three"/);
    await fails({ kind: 'csv', file: 'bad.csv', text: 'txt' }, /^bad\.csv, line 1, column "txt": .*Did you mean "text"/);
    write('bad.csv', 'text,label\na,1\nb,1,2\n');
    await fails('bad.csv', /^bad\.csv, line 3, column 3: Not valid CSV: .*expect 2, got 3/);
    write('bad.csv', 'text,label\na,1\n"b,0\nc,1\n');
    await fails('bad.csv', /^bad\.csv, line 4, column 1: A quote is opened after line 2 and not closed/);
    write('bad.jsonl', '{"text":"a","label":1}\n{"text":"b",,"label":1}\n');
    await fails('bad.jsonl', /^bad\.jsonl, line 2, column 13: Not valid JSON\. Got ",\\"label\\":1}"/);
    write('bad.jsonl', '{"text":"a","label":1}\n{"text":7,"label":1}\n');
    await fails('bad.jsonl', /^bad\.jsonl, line 2, column "text": A text is a string\. Got 7/);
    write('bad.jsonl', '["a",1]\n');
    await fails('bad.jsonl', /^bad\.jsonl, line 1, column 1: Not a JSON object/);
    write('bad.jsonl', '{"text":"a"}\n');
    await fails('bad.jsonl', /^bad\.jsonl, line 1, column "label": .* Got undefined/);
  });

  it('refuses ids that come twice, an empty file, no file, a folder and a wrong option', async () => {
    write('twice.csv', 'id,text,label\nx,a,1\ny,b,0\nx,c,1\n');
    await fails({ kind: 'csv', file: 'twice.csv', id: 'id' }, /id is there twice: examples 1 and 3 of twice\. Got "x"/);
    write('empty.jsonl', '\n');
    await fails('empty.jsonl', /empty has no examples/);
    await fails('nowhere.csv', /data\.file: There is no such file\. Got "nowhere\.csv"\. Check the path: .*nowhere\.csv/);
    fs.mkdirSync(path.join(root, 'folder.csv'));
    await fails('folder.csv', /This is no file/);
    await fails({ kind: 'csv', file: 'x', delimiter: '"' }, /data\.delimiter.*one character/);
    await fails({ kind: 'jsonl', file: '' }, /data\.file/);
  });

  it('reads no further than it is asked: ten rows of a large file draw the first chunks only', async function () {
    if (!fs.existsSync('/proc/self/fdinfo')) this.skip(); // Linux tells how far a file has been read
    const line = `${'word '.repeat(100)},1\n`;
    write('large.csv', `text,label\n${line.repeat(40_000)}`);
    write('large.jsonl', `${JSON.stringify({ text: 'word '.repeat(100), label: 1 })}\n`.repeat(40_000));
    for (const file of ['large.csv', 'large.jsonl']) {
      let seen = 0;
      for await (const _ of streamDataset(file, { root })) {
        if (++seen < 10) continue;
        await new Promise((resolve) => setTimeout(resolve, 50)); // time to run ahead, if it were to
        assert.ok(positionIn(path.join(root, file)) <= 1_000_000, file);
        break;
      }
      assert.equal(seen, 10);
    }
  });

  it('splits lines at line feeds only, across chunks, and refuses a line without end', async () => {
    const long = 'é'.repeat(200_000);
    write('lines.txt', `\ufeffone\r\n\n${long}\n\u2028last`);
    const lines = [];
    for await (const { number, text } of readLines(path.join(root, 'lines.txt'))) lines.push([number, text]);
    assert.deepEqual(lines, [
      [1, 'one'],
      [2, ''],
      [3, long],
      [4, '\u2028last'],
    ]);
    await assert.rejects(async () => {
      for await (const _ of readLines(path.join(root, 'lines.txt'), { longest: 100_000, shown: 'x' }));
    }, /x, line 3: A line is longer than 100000 bytes/);
  });
});

/** How far this process has read a file that it holds open. */
function positionIn(file: string): number {
  for (const fd of fs.readdirSync('/proc/self/fd'))
    try {
      if (fs.readlinkSync(`/proc/self/fd/${fd}`) === fs.realpathSync(file))
        return Number(/^pos:\s+(\d+)/.exec(fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1]);
    } catch {
      continue; // closed meanwhile
    }
  throw new Error(`${file} is not open`);
}
