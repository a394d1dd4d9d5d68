import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Rng } from 'sentilab/random';
import { openResults, type Results } from 'sentilab/tracking/node';
import type { Listening } from '../../viewer/server/listen.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import type { ExperimentAnswer, ExperimentsAnswer } from '../../viewer/src/api-types.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';

const SECRET = 'nobody may read this';
/** File names as somebody who means harm would choose them; those a file system takes. */
const NAMES = [
  '<img src=x onerror=window.hacked=1>.json',
  '..%2f..%2fsecret.json',
  '....json',
  '"><svg onload=window.hacked=1>.json',
  "';window.hacked=1;'.json",
  'a\nb.json',
  '%00.json',
  '__proto__.json',
  'con.json',
  'ünïcödé 🦊.json',
];

/** Ways in which a folder of results can be wrong; each leaves some whole records beside what it breaks. */
const HARMS: readonly ((runs: string, experiment: string, rng: Rng) => void)[] = [
  // torn: cut anywhere
  (runs, _experiment, rng) => {
    for (const name of fs.readdirSync(runs).slice(0, 4)) {
      const file = path.join(runs, name);
      fs.truncateSync(file, rng.int(0, fs.statSync(file).size));
    }
  },
  // foreign: other files and folders, empty ones, bytes that are no text
  (runs, _experiment, rng) => {
    fs.writeFileSync(path.join(runs, 'notes.txt'), 'hello');
    fs.writeFileSync(path.join(runs, 'empty.json'), '');
    fs.writeFileSync(path.join(runs, 'list.json'), '[1, 2, 3]');
    fs.writeFileSync(
      path.join(runs, 'bytes.json'),
      Uint8Array.from({ length: 500 }, () => rng.int(0, 256)),
    );
    fs.mkdirSync(path.join(runs, 'folder.json'));
  },
  // huge: more than a record can be, without filling the disk
  (runs) => fs.truncateSync(touch(path.join(runs, 'huge.json')), 3 * 1024 ** 3),
  // from the future: records, definition and marks
  (runs, experiment) => {
    const [name] = fs.readdirSync(runs);
    assert.ok(name);
    raise(path.join(runs, name));
    raise(path.join(experiment, 'experiment.json'));
    fs.writeFileSync(path.join(experiment, 'viewer.json'), '{"schemaVersion": 99}');
  },
  // hostile names
  (runs) => {
    for (const name of NAMES) fs.writeFileSync(path.join(runs, name), '{"schemaVersion": 1}');
  },
  // links that lead out
  (runs, experiment) => {
    const secret = path.resolve(experiment, '../../secret.json');
    fs.symlinkSync(secret, path.join(runs, 'link.json'));
    fs.symlinkSync(secret, path.join(experiment, 'viewer.json'));
    fs.symlinkSync(path.dirname(secret), path.join(runs, 'folder'));
  },
  // links in a circle
  (runs) => fs.symlinkSync('loop.json', path.join(runs, 'loop.json')),
  // nested deeper than a parser's stack
  (runs) => fs.writeFileSync(path.join(runs, 'deep.json'), '['.repeat(200_000)),
  // fields that objects have by birth, and paths in ids
  (runs) => {
    const [name] = fs.readdirSync(runs);
    assert.ok(name);
    const text = fs.readFileSync(path.join(runs, name), 'utf8');
    fs.writeFileSync(path.join(runs, 'proto.json'), `{"__proto__": {"polluted": 1}, ${text.trim().slice(1)}`);
    fs.writeFileSync(path.join(runs, 'up.json'), text.replace(/"id": "[^"]*"/, '"id": "../../../secret"'));
  },
  // no definition, a definition that is none, runs that are no folder
  (_runs, experiment) => {
    fs.writeFileSync(path.join(experiment, 'experiment.json'), '"<script>window.hacked=1</script>"');
    fs.writeFileSync(path.join(experiment, 'viewer.json'), '{{{{');
    // and beside it an experiment whose runs are no folder
    fs.mkdirSync(path.join(experiment, '../nofolder'));
    fs.writeFileSync(path.join(experiment, '../nofolder/runs'), 'no folder');
  },
];

const touch = (file: string): string => (fs.writeFileSync(file, ''), file);

function raise(file: string): void {
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"schemaVersion": 1/, '"schemaVersion": 99'));
}

describe('the viewer with ten damaged experiments', function () {
  this.timeout(120_000);
  let folder: string;
  let results: Results;
  let server: Listening;
  let browser: Browser;
  const names = HARMS.map((_, i) => `harm${i}`);

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-damaged-'));
    fs.writeFileSync(path.join(folder, 'secret.json'), JSON.stringify({ schemaVersion: 1, SECRET }));
    results = openResults(path.join(folder, 'results'));
    HARMS.forEach((harm, i) => {
      const experiment = `harm${i}`;
      for (const record of makeRecords({ seed: i + 1, experiment, trials: 3 })) results.writeRun(record);
      results.writeExperiment(makeExperiment({ seed: i + 1, experiment }));
      harm(results.paths(experiment).runsFolder, results.paths(experiment).folder, new Rng(i + 1));
    });
    server = await serveViewer({ results, port: 0 });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('shows what is whole of each and names every file it could not read', async () => {
    const list = (await (await fetch(`${server.url}api/experiments`)).json()) as ExperimentsAnswer;
    assert.deepEqual(list.experiments.find(({ name }) => name === 'nofolder')?.problems, 1);
    for (const name of names) {
      const response = await fetch(`${server.url}api/experiments/${name}`);
      assert.equal(response.status, 200, name);
      const text = await response.text();
      assert.ok(!text.includes(SECRET), name);
      const { runs, problems } = JSON.parse(text) as ExperimentAnswer;
      assert.ok(runs.size >= 5, `${name}: ${runs.size} runs`);
      assert.ok(problems.length > 0, `${name} names nothing`);
      for (const { file, message } of problems) {
        assert.ok(file.startsWith(`${name}/`) && message.length > 10, `${file}: ${message}`);
        assert.ok(!message.includes(folder), `${message} tells a path of this machine`);
      }
    }
  });

  it('serves nothing from outside results/ under any of the names', async () => {
    for (const name of ['harm4', 'harm5', 'harm8'])
      for (const run of [
        ...NAMES.map((each) => each.replace(/\.json$/, '')),
        'link',
        'up',
        '../../../secret',
        'folder/secret',
      ]) {
        const response = await fetch(`${server.url}api/experiments/${name}/runs/${encodeURIComponent(run)}`);
        assert.equal(response.status, 404, `${name} ${run}`);
        assert.ok(!(await response.text()).includes(SECRET));
      }
  });

  it('runs no script of theirs in the browser, and its pages do not fail', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(server.url);
    await page.locator('.card').nth(9).waitFor();
    for (const name of names) {
      await page.goto(`${server.url}#/${name}`);
      await page.getByText(/could not be read/).click();
      assert.equal(await page.evaluate(() => 'hacked' in window || 'polluted' in {}), false, name);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });

  it('sets marks aside that it cannot read before it keeps new ones', async () => {
    const marks = { schemaVersion: 1, baseline: null, runs: {}, views: [] };
    const response = await fetch(`${server.url}api/experiments/harm3/marks`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(marks),
    });
    assert.equal(response.status, 200);
    const aside = path.join(results.paths('harm3').folder, 'viewer.json.unreadable');
    assert.equal(fs.readFileSync(aside, 'utf8'), '{"schemaVersion": 99}');
  });
});
