import assert from 'node:assert/strict';
import type { SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { qualityReportSchema } from 'sentilab/quality';
import { PLANTED_FILE } from './make-planted.ts';
import { runCommandLine } from '../support/command-line.ts';

const root = path.resolve(import.meta.dirname, '../..');
describe('npm run data -- check', function () {
  this.timeout(120_000);
  let project: string;
  before(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-check-'));
    fs.writeFileSync(path.join(project, 'package.json'), '{"name":"sentilab"}');
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
    // The reader of such files refuses an empty id itself.
    const lines = fs.readFileSync(PLANTED_FILE, 'utf8').split('\n');
    fs.writeFileSync(
      path.join(project, 'planted.jsonl'),
      lines.filter((line) => !line.startsWith('{"id":""')).join('\n'),
    );
  });
  after(() => fs.rmSync(project, { recursive: true, force: true }));

  function check(...args: readonly string[]): SpawnSyncReturns<string> {
    return runCommandLine(['data', 'check', ...args], { env: { SENTILAB_ROOT: project } });
  }
  const source = JSON.stringify({ kind: 'jsonl', file: 'planted.jsonl', id: 'id', name: 'planted' });

  it('ends with 1 and names every check over its limit; writes the report as JSON and as a page', () => {
    const { status, stdout, stderr } = check(
      source,
      '--only',
      'empty,mojibake,duplicate-ids,html',
      '--fail-on',
      'html=1',
    );
    assert.equal(status, 1, stderr);
    assert.match(stdout, /✗ empty +3 of 706 \(0\.42 %\), allowed 0/);
    assert.match(
      stderr,
      /planted is over limits: empty 3 of 706, allowed 0; html 5 of 706, allowed 1; mojibake 4 of 706, allowed 0\.1%; duplicate-ids 1 of 706, allowed 0\./,
    );
    const folder = path.join(project, 'data/processed/quality');
    const report = qualityReportSchema.parse(
      JSON.parse(fs.readFileSync(path.join(folder, 'planted.json'), 'utf8')),
    );
    assert.equal(report.passed, false);
    assert.match(fs.readFileSync(path.join(folder, 'planted.html'), 'utf8'), /^<!doctype html>/);
  });

  it('ends with 0 within the limits and prints the whole report with --json, nothing else on stdout', () => {
    const { status, stdout, stderr } = check(source, '--only', 'empty', '--fail-on', 'none', '--json');
    assert.equal(status, 0, stderr);
    const report = qualityReportSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      report.findings.map(({ kind, count, limit }) => [kind, count, limit]),
      [['empty', 3, 'none']],
    );
  });

  it('takes options out of a file, flags over them', () => {
    const options = path.join(project, 'options.json');
    fs.writeFileSync(
      options,
      JSON.stringify({
        only: ['too-short'],
        examples: 1,
        limits: { 'too-short': 0 },
        checks: { 'too-short': { minWords: 20 } },
      }),
    );
    const { stdout, status } = check(source, '--options', options, '--examples', '2', '--json');
    const [finding] = qualityReportSchema.parse(JSON.parse(stdout)).findings;
    assert.equal(status, 1);
    assert.ok(finding && finding.count > 2);
    assert.equal(finding.examples.length, 2);
  });

  it('ends with 2 and the nearest name for what does not exist', () => {
    const cases: [args: string[], message: RegExp][] = [
      [
        [source, '--fail-on', 'duplicate=1'],
        /--fail-on: There is no such check\. Got "duplicate"\. Did you mean "duplicates"/,
      ],
      [[source, '--only', 'emty'], /--only: There is no such check.*Did you mean "empty"/],
      [['planted.csvx'], /There is no such data set/],
      [['{"kind":'], /A source in braces is JSON/],
      [[source, '--options', 'nowhere.json'], /--options: .*nowhere\.json/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = check(...args);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
    }
  });
});
