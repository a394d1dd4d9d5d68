import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { weightsSha256 } from 'sentilab/models';
import { readModelFolder, saveModelFolder } from 'sentilab/models/node';
import type { SavedModel } from 'sentilab/models/node';

const model: SavedModel = {
  config: { model: { kind: 'bilstm', units: 2 }, text: { lowercase: true }, training: { epochs: 1 } },
  labels: ['negative', 'positive'],
  threshold: 0.4,
  data: { name: 'rt', fingerprint: 'a'.repeat(64), splitFingerprint: null },
  metrics: { 'test/accuracy': { value: 0.78, direction: 'maximize', unit: 'fraction' } },
  state: {
    arrays: [
      { name: 'weights/a', shape: [2], values: Float32Array.of(1, 2) },
      { name: 'slots/m/a', shape: [2], values: Float32Array.of(3, 4) },
    ],
  },
  pipeline: { schemaVersion: 1, words: ['naïve', '好'] },
};

describe('model folder', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-model-'));
    folder = path.join(parent, 'runs', 'model');
  });
  afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

  const edit = (change: (manifest: Record<string, unknown>) => void): void => {
    const file = path.join(folder, 'model.json');
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    change(manifest);
    fs.writeFileSync(file, JSON.stringify(manifest));
  };

  it('gives back what was saved, without the optimizer’s slots', () => {
    const written = saveModelFolder(folder, model);
    const { manifest, arrays, pipeline } = readModelFolder(folder);
    assert.deepEqual(manifest, written);
    assert.deepEqual(arrays, [model.state.arrays[0]]);
    assert.deepEqual(pipeline, model.pipeline);
    assert.deepEqual(manifest.config, model.config);
    assert.equal(manifest.threshold, 0.4);
    assert.equal(manifest.files['weights.bin'].sha256, weightsSha256(model.state));
  });

  it('holds three files and leaves nothing else behind, also after replacing', () => {
    saveModelFolder(folder, model);
    saveModelFolder(folder, { ...model, threshold: 0.6 });
    assert.deepEqual(fs.readdirSync(folder).sort(), ['model.json', 'pipeline.json', 'weights.bin']);
    assert.deepEqual(fs.readdirSync(path.dirname(folder)), ['model']);
    assert.equal(readModelFolder(folder).manifest.threshold, 0.6);
  });

  it('writes the same bytes for the same model', () => {
    saveModelFolder(folder, model);
    saveModelFolder(`${folder}2`, model);
    for (const name of fs.readdirSync(folder))
      assert.deepEqual(
        fs.readFileSync(path.join(`${folder}2`, name)),
        fs.readFileSync(path.join(folder, name)),
      );
  });

  it('keeps the old model when the new one can not be written', () => {
    saveModelFolder(folder, model);
    assert.throws(
      () =>
        saveModelFolder(folder, {
          ...model,
          metrics: { x: { value: NaN, direction: 'minimize', unit: 's' } },
        }),
      /model\.json\.metrics\.x\.value/,
    );
    assert.equal(readModelFolder(folder).manifest.threshold, 0.4);
  });

  it('finds the old model when a process was killed between the two renames, and clears up at the next save', () => {
    saveModelFolder(folder, model);
    fs.renameSync(folder, path.join(path.dirname(folder), '.model.previous'));
    assert.equal(readModelFolder(folder).manifest.threshold, 0.4);
    fs.renameSync(folder, path.join(path.dirname(folder), '.model.previous'));
    saveModelFolder(folder, { ...model, threshold: 0.6 });
    assert.equal(readModelFolder(folder).manifest.threshold, 0.6);
    assert.deepEqual(fs.readdirSync(path.dirname(folder)), ['model']);
  });

  it('is whole, old or new, after a kill -9 at any moment of replacing it', function () {
    this.timeout(60_000);
    saveModelFolder(folder, model);
    const script = `
      import { saveModelFolder } from 'sentilab/models/node';
      const model = JSON.parse(process.argv[1]);
      const values = new Float32Array(200_000);
      const state = { arrays: [{ name: 'weights/a', shape: [values.length], values }] };
      process.send('ready');
      for (let i = 0; ; i = (i + 1) % 100) saveModelFolder(process.argv[2], { ...model, state, threshold: i / 100 });`;
    const { state: _state, ...rest } = model;
    for (const ms of [3, 17, 41, 73]) {
      // A small parent kills the saver so many milliseconds after it said that it had begun.
      const killer = `
        import { spawn } from 'node:child_process';
        const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', process.argv[1], process.argv[2], process.argv[3]], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
        child.on('message', () => setTimeout(() => child.kill('SIGKILL'), ${ms}));
        child.on('exit', (code, signal) => console.log(signal));`;
      const done = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', killer, script, JSON.stringify(rest), folder],
        { encoding: 'utf8' },
      );
      assert.equal(done.stdout.trim(), 'SIGKILL', done.stderr);
      readModelFolder(folder);
    }
    saveModelFolder(folder, model);
    assert.deepEqual(
      fs.readdirSync(path.dirname(folder)),
      ['model'],
      'what the killed ones left is cleared away',
    );
  });

  it('refuses to replace a folder that holds something else', () => {
    fs.mkdirSync(folder, { recursive: true });
    saveModelFolder(folder, model); // an empty folder is fine
    fs.mkdirSync(path.join(parent, 'letters'));
    fs.writeFileSync(path.join(parent, 'letters', 'dear.txt'), 'dear');
    assert.throws(() => saveModelFolder(path.join(parent, 'letters'), model), /something else here/);
    assert.deepEqual(fs.readdirSync(path.join(parent, 'letters')), ['dear.txt']);
  });

  it('refuses what is missing, foreign or newer as the person’s mistake', () => {
    const userError = (message: RegExp) => (error: Error) =>
      error.name === 'UserError' && message.test(error.message);
    assert.throws(() => readModelFolder(folder), userError(/No model here: there is no model\.json/));
    saveModelFolder(folder, model);
    edit((manifest) => (manifest['schemaVersion'] = 99));
    assert.throws(
      () => readModelFolder(folder),
      userError(/newer version; 2 is the newest .* Got 99\. Update/),
    );
    edit((manifest) => (manifest['format'] = 'onnx'));
    assert.throws(() => readModelFolder(folder), userError(/not written by sentilab\. Got "onnx"/));
  });

  it('refuses damaged files as a failure, naming the file and how it is damaged', () => {
    const failure = (message: RegExp) => (error: Error) =>
      error.name === 'FailureError' && message.test(error.message);
    const damage = (name: string, content: (before: Buffer) => Uint8Array): void => {
      fs.rmSync(folder, { recursive: true, force: true });
      saveModelFolder(folder, model);
      const file = path.join(folder, name);
      fs.writeFileSync(file, content(fs.readFileSync(file)));
    };
    damage('weights.bin', (before) => before.subarray(0, -1));
    assert.throws(
      () => readModelFolder(folder),
      failure(/weights\.bin: .*damaged: it has \d+ bytes instead of \d+/),
    );
    damage('weights.bin', (before) => before.with(-1, 1));
    assert.throws(() => readModelFolder(folder), failure(/weights\.bin: .*does not have the SHA-256/));
    damage('pipeline.json', (before) => before.with(5, 0x20));
    assert.throws(() => readModelFolder(folder), failure(/pipeline\.json: .*SHA-256/));
    damage('model.json', (before) => before.subarray(0, 20));
    assert.throws(() => readModelFolder(folder), failure(/model\.json is not valid JSON/));
    saveModelFolder(folder, model);
    edit((manifest) => delete manifest['labels']);
    assert.throws(() => readModelFolder(folder), failure(/model\.json: labels: .*damaged/));
    saveModelFolder(folder, model);
    fs.rmSync(path.join(folder, 'pipeline.json'));
    assert.throws(() => readModelFolder(folder), failure(/pipeline\.json: .*ENOENT/));
  });
});
