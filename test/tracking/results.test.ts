import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openResults, type Results } from 'sentilab/tracking/node';
import { makeExperiment, makeRecords } from '../support/records.ts';

describe('openResults', () => {
  let root: string;
  let results: Results;
  const records = makeRecords({ seed: 5, trials: 2 });

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-results-'));
    results = openResults(root);
    for (const record of records) results.writeRun(record);
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  it('reads back what was written, in the order the runs started', () => {
    const { runs, problems } = results.readRuns('quick');
    assert.deepEqual(problems, []);
    assert.deepEqual(new Set(runs.map(({ id }) => id)), new Set(records.map(({ id }) => id)));
    const starts = runs.map(({ timing }) => timing.startedAt);
    assert.deepEqual(starts, [...starts].sort());
    assert.deepEqual(
      runs.find(({ id }) => id === records[3]?.id),
      records[3],
    );
  });

  it('names damaged, foreign, future, renamed, linked and huge files and loads the others', () => {
    const folder = results.paths('quick').runsFolder;
    const put = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
    put('torn.json', '{"schemaVersion": 1, "id": "to');
    put('future.json', '{"schemaVersion": 99}');
    put('foreign.json', '{"hello": "world"}');
    put('notes.txt', 'hello');
    put('copy.json', JSON.stringify(records[1]));
    put('binary.json', '\u0000\u0001');
    fs.mkdirSync(path.join(folder, 'folder.json'));
    fs.writeFileSync(path.join(root, 'secret'), JSON.stringify(records[1]));
    fs.symlinkSync(path.join(root, 'secret'), path.join(folder, 'linked.json'));
    fs.closeSync(fs.openSync(path.join(folder, 'huge.json'), 'w'));
    fs.truncateSync(path.join(folder, 'huge.json'), 65 * 1024 * 1024); // sparse: no space is used
    put('.unfinished.json.12.tmp', '{');
    const { runs, problems } = results.readRuns('quick');
    assert.equal(runs.length, records.length);
    assert.deepEqual(
      problems.map(({ file }) => path.posix.basename(file)),
      [
        'binary.json',
        'copy.json',
        'folder.json',
        'foreign.json',
        'future.json',
        'huge.json',
        'linked.json',
        'notes.txt',
        'torn.json',
      ],
    );
    for (const { file, message } of problems) {
      assert.ok(message.length > 20, `${file}: ${message}`);
      assert.ok(!message.includes(root), `no absolute path in: ${message}`);
    }
    assert.match(
      problems.find(({ file }) => file.endsWith('future.json'))?.message ?? '',
      /schema version 99, this one reads up to 1/,
    );
  });

  it('refuses an invalid record and leaves no file behind', () => {
    const [record] = records;
    assert.ok(record);
    const broken = { ...record, id: 'broken', bestEpoch: 0 };
    assert.throws(() => results.writeRun(broken), /bestEpoch/);
    assert.deepEqual(
      fs.readdirSync(results.paths('quick').runsFolder).filter((name) => name.includes('broken')),
      [],
    );
  });

  it('lets no name lead out of the results folder', () => {
    for (const name of ['..', '../x', 'a/b', '.hidden', '', 'a\\b', 'a\u0000b', '/etc'])
      assert.throws(() => results.paths(name), /Must be a plain name/, name);
    assert.throws(() => results.paths('quick').runFile('../../x'), /Must be a plain name/);
    assert.throws(() => results.readRuns('../..'), /Must be a plain name/);
  });

  it('lists folders with runs or an experiment.json, not others, not links', () => {
    results.writeExperiment(makeExperiment({ experiment: 'other' }));
    fs.mkdirSync(path.join(root, 'empty'));
    fs.symlinkSync(results.paths('quick').folder, path.join(root, 'linked'));
    fs.writeFileSync(path.join(root, 'file'), '');
    assert.deepEqual(results.listExperiments(), ['other', 'quick']);
    assert.deepEqual(openResults(path.join(root, 'missing')).listExperiments(), []);
  });

  it('compares the current studies only and survives a damaged experiment.json', () => {
    const experiment = makeExperiment({ seed: 5 });
    results.writeExperiment({
      ...experiment,
      studies: experiment.studies.map((study) => ({ ...study, current: study.sampler !== 'grid' })),
    });
    const read = results.read('quick');
    assert.equal(read.experiment?.title, experiment.title);
    assert.deepEqual(
      read.comparison?.samplers.map(({ sampler }) => sampler),
      ['random', 'tpe'],
    );
    fs.writeFileSync(results.paths('quick').experimentFile, '{"schemaVersion": 2}');
    const damaged = results.read('quick');
    assert.equal(damaged.experiment, null);
    assert.equal(damaged.runs.length, records.length);
    assert.equal(damaged.problems[0]?.file, 'quick/experiment.json');
    assert.equal(damaged.comparison?.samplers.length, 3);
  });

  it('writes the comparison and the report beside the runs', () => {
    const { comparison } = results.read('quick');
    assert.ok(comparison);
    results.writeComparison(comparison);
    results.writeReport('quick', '<!doctype html>');
    assert.deepEqual(fs.readdirSync(results.paths('quick').folder).sort(), [
      'comparison.json',
      'report.html',
      'runs',
    ]);
    assert.deepEqual(JSON.parse(fs.readFileSync(results.paths('quick').comparisonFile, 'utf8')), comparison);
  });
});
