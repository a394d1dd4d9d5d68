import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { decodeSafetensors } from 'sentilab/models';
import { readModelFolder } from 'sentilab/models/node';
import { getBackend } from 'sentilab/runtime/node';
import { runCommandLine } from '../support/command-line.ts';
import { trainToyModel } from './toy-model.ts';

describe('predict and export with files', function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-predict-files-'));
    const options = { pooling: 'attention' as const };
    (await trainToyModel(path.join(folder, 'model'), await getBackend(), options)).model.dispose();
    fs.writeFileSync(
      path.join(folder, 'in.csv'),
      'id,body\n1,"a lovely film , really"\n2,"a dull, dull plot"\n3,\n',
    );
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]): SpawnSyncReturns<string> =>
    runCommandLine(args, { env: { INIT_CWD: folder } });

  it('reads a column of a CSV file and writes the answers with their ids, CSV and JSON lines alike', () => {
    const files = ['out.csv', 'out.jsonl'].map((name) => {
      const given = ['--in', 'in.csv', '--column', 'body', '--out', name, '--model', 'model'];
      const { status, stderr } = run('predict', ...given);
      assert.equal(status, 0, stderr);
      assert.match(stderr, /3 predictions in out\.\w+ \(1 empty\)/);
      return fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
    });
    const [csv = [], jsonl = []] = files;
    const answers = jsonl.map((line) => JSON.parse(line) as { label: string; probability: number });
    assert.deepEqual(
      answers.slice(0, 2).map(({ label }) => label),
      ['positive', 'negative'],
    );
    const [head = '', ...rows] = csv;
    const probability = head.split(',').indexOf('probability');
    assert.equal(rows.length, 3);
    assert.ok(probability >= 0, head);
    assert.ok(rows[0]?.includes(String(answers[0]?.probability)), rows[0]);
  });

  it('shows where the model looked, and declines below a confidence', () => {
    const { status, stdout, stderr } = run(
      ...['predict', 'a lovely film , really', '--explain', '--uncertain', '1', '--model', 'model'],
    );
    assert.equal(status, 0, stderr);
    const [answer = '', attention = ''] = stdout.split('\n');
    assert.match(answer, /^uncertain/);
    assert.match(attention, /attention: (\S+ \d\.\d\d, ){2,}/);
    assert.match(attention, /lovely \d\.\d\d/);
  });

  it('exports one file that holds every weight bit by bit, and is asked like the folder', () => {
    const { status, stdout, stderr } = run('export', 'best.safetensors', '--model', 'model');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /is in best\.safetensors/);
    const read = decodeSafetensors(fs.readFileSync(path.join(folder, 'best.safetensors')));
    for (const { name, values } of readModelFolder(path.join(folder, 'model')).arrays)
      assert.deepEqual(read.find((each) => each.name === name)?.values, values, name);
    const ask = (model: string): string => run('predict', 'a dull film', '--json', '--model', model).stdout;
    assert.equal(ask('best.safetensors'), ask('model'));
    assert.match(ask('model'), /"label":"negative"/);
  });
});
