import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { findBestModel } from 'sentilab/inference/node';
import { openResults } from 'sentilab/tracking/node';
import { convergenceFindings } from 'sentilab/training';
import { createViewerApp } from '../../../viewer/server/app.ts';
import runRecordSchema from '../../../lib/tracking/schema/run-record.v1.schema.json' with { type: 'json' };
import { commandLine } from '../../support/command-line.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('train command', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const results = path.join(folder, 'results');
  const file = path.join(folder, 'tiny.yaml');
  fs.writeFileSync(
    file,
    [
      'data: { source: rt, split: { seed: 1 }, trainSize: 600 }',
      'text: { maxLength: 12, minFrequency: 5 }',
      'embedding: { kind: random, dimensions: 8 }',
      'model: { kind: bilstm, units: 4 }',
      'training: { epochs: 3, batchSize: 64, patience: null }',
    ].join('\n'),
  );

  const begin = (args: readonly string[], env: Record<string, string> = {}): ChildProcess =>
    spawn(
      ...commandLine(['train', ...args], {
        env: { INIT_CWD: folder, SENTILAB_RESULTS: results, ...env },
      }),
    );
  const ended = (child: ChildProcess): Promise<Ended> =>
    new Promise((resolve) => {
      let [stdout, stderr] = ['', ''];
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
    ended(begin(args, env));
  /** Sends a signal when a line of the log matches. */
  const runUntil = (args: readonly string[], line: RegExp, signal: NodeJS.Signals): Promise<Ended> => {
    const child = begin(args);
    let seen = '';
    let sent = false; // once: a second SIGINT ends a process at once
    child.stderr?.on('data', (text: Buffer) => {
      seen += text.toString();
      if (!sent && line.test(seen)) sent = child.kill(signal);
    });
    return ended(child);
  };

  it('merges file, environment and flags, the later winning, and says where each value was written', async () => {
    const { stdout, code, stderr } = await run(
      ['tiny.yaml', '--lr', '0.01', '--set', 'model.units=6', '--print-config', '--json'],
      { SENTILAB_TRAINING__EPOCHS: '2', SENTILAB_TRAINING__LEARNING_RATE: '0.5' },
    );
    assert.equal(code, 0, stderr);
    const { config, origins } = JSON.parse(stdout) as {
      config: { training: Record<string, unknown>; model: Record<string, unknown>; seed: number };
      origins: Record<string, string>;
    };
    assert.deepEqual(
      [config.training['epochs'], config.training['batchSize'], config.training['learningRate']],
      [2, 64, 0.01],
    );
    assert.deepEqual([config.model['units'], config.seed], [6, 1]);
    assert.deepEqual(
      ['training.epochs', 'training.batchSize', 'training.learningRate', 'model.units', 'seed'].map(
        (field) => origins[field],
      ),
      ['SENTILAB_TRAINING__EPOCHS', 'tiny.yaml', '--lr', '--set', 'default'],
    );
  });

  it('ends with 2 for a mistake, and says where it was written', async () => {
    const { code, stderr } = await run(['tiny.yaml', '--dry-run', '--set', 'training.epoch=3']);
    assert.match(stderr, /^Error: --set: training: Unknown field "epoch"\. Did you mean "epochs"\?\n$/);
    assert.equal(code, 2);
  });

  it('leaves a valid record, a model folder, a report and a log, which viewer and predict find', async () => {
    const { code, stdout, stderr } = await run(['tiny.yaml', '--epochs', '2']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /NB-SVM \(linear baseline\) +\d\d\.\d %/);
    assert.match(stderr, /epoch 2\/2 · train\/loss/);
    const { runs, problems, experiment } = openResults(results).read('train-tiny');
    assert.deepEqual(problems, []);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(runRecordSchema);
    for (const each of runs) assert.ok(validate(each), JSON.stringify(validate.errors));
    const record = runs.find(({ study }) => study !== null);
    assert.deepEqual([experiment?.state, record?.epochs.length, record?.run.fold], ['finished', 2, 0]);
    assert.deepEqual(record?.findings, convergenceFindings(record?.epochs ?? []));
    assert.ok(record?.epochs.every(({ metrics }) => (metrics['train/gradient-norm'] ?? 0) > 0));
    const home = path.join(results, 'train-tiny');
    assert.ok(fs.existsSync(path.join(home, record?.artifacts[0]?.path ?? 'none', 'model.json')));
    assert.ok(
      !fs.existsSync(path.join(home, 'checkpoints')) ||
        fs.readdirSync(path.join(home, 'checkpoints')).length === 0,
    );
    const log = fs.readFileSync(path.join(home, 'log.jsonl'), 'utf8').trim().split('\n');
    const lines = log.map((line) => JSON.parse(line) as { level: string; message: string; epoch?: number });
    assert.deepEqual(
      lines.flatMap(({ epoch }) => epoch ?? []),
      [1, 2],
    );
    const page = fs.readFileSync(path.join(home, 'report.html'), 'utf8');
    assert.match(page, /<th scope="row">bilstm[\s\S]*?<td>\[12, 8\]<\/td>/);
    assert.match(page, /one text of 12 tokens/);
    const app = createViewerApp({ results: openResults(results), page: { html: '', policy: '' } });
    const answer = await app.request('http://localhost/api/experiments', { headers: { host: 'localhost' } });
    assert.match(JSON.stringify(await answer.json()), /train-tiny/);
    assert.equal(findBestModel(results).runId, record?.id);
  });

  it('trains nothing again, and prints the same result as JSON', async () => {
    const { stdout, stderr } = await run([
      'tiny.yaml',
      '--epochs',
      '2',
      '--json',
      '--log-json',
      '--log-level',
      'info',
    ]);
    const outcome = JSON.parse(stdout) as { trained: boolean; record: { metrics: object }; model: string };
    assert.equal(outcome.trained, false, stderr);
    assert.ok(fs.existsSync(path.join(outcome.model, 'weights.bin')));
    const first = JSON.parse(stderr.split('\n')[0] ?? '') as Record<string, unknown>;
    assert.deepEqual([first['level'], first['message']], ['info', 'train-tiny is trained already']);
  });

  it('goes on after SIGINT (exit code 130) and after kill -9 to the bits of a training never stopped', async () => {
    const long = ['tiny.yaml', '--epochs', '12', '--no-baseline'];
    const whole = await run([...long, '--name', 'whole', '--json', '--log-level', 'silent']);
    const stopped = await runUntil([...long, '--name', 'parts'], /epoch 3\/12/, 'SIGINT');
    assert.equal(stopped.code, 130, stopped.stderr);
    assert.match(stopped.stderr, /warning: Stopping/);
    const killed = await runUntil([...long, '--name', 'parts'], /epoch 6\/12/, 'SIGKILL');
    assert.equal(killed.signal, 'SIGKILL');
    assert.match(killed.stderr, /goes on from its checkpoints/);
    assert.doesNotMatch(killed.stderr, /epoch 2\/12/);
    const last = await run([...long, '--name', 'parts', '--json']);
    assert.match(last.stderr, /goes on from its checkpoints/);
    assert.doesNotMatch(last.stderr, /epoch 5\/12/);
    const of = ({ stdout }: Ended): { record: { weightsSha256: string; epochs: { metrics: object }[] } } =>
      JSON.parse(stdout) as { record: { weightsSha256: string; epochs: { metrics: object }[] } };
    const [one, other] = [of(whole).record, of(last).record];
    assert.deepEqual(
      other.epochs.map(({ metrics }) => metrics),
      one.epochs.map(({ metrics }) => metrics),
    );
    assert.equal(other.weightsSha256, one.weightsSha256);
  });

  it('leaves one record per fold with --cv, and prints mean ± sd beside NB-SVM', async () => {
    const args = ['tiny.yaml', '--epochs', '1', '--cv', '3', '--jobs', '2'];
    const { code, stdout, stderr } = await run(args);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /3 of 3 folds/);
    assert.match(
      stdout,
      /test\/accuracy +\d\d\.\d % ± \d+\.\d % +\[.*\] +\d\d\.\d % ± \d+\.\d % +[-+]\d+\.\d points/,
    );
    const { runs } = openResults(results).readRuns('cv-tiny');
    const own = runs.filter(({ study }) => study !== null);
    assert.deepEqual(own.map(({ run }) => run.fold).sort(), [1, 2, 3]);
  });
});
