import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'undici';
import { loadDefinition, trialOfSweep } from 'sentilab/experiment/node';
import { openResults } from 'sentilab/tracking/node';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { commandLine, runCommandLine } from '../../support/command-line.ts';
import { makeExperiment, makeRecords } from '../../support/records.ts';

const TINY = 'test/fixtures/experiments/tiny.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** A debugger as an editor is one: asks, and hears what happens. */
async function attach(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const heard: Message[] = [];
  const waiting: {
    readonly wants: (message: Message) => boolean;
    readonly give: (message: Message) => void;
  }[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    heard.push(message);
    for (const each of waiting.filter(({ wants }) => wants(message))) each.give(message);
  });
  const next = (wants: (message: Message) => boolean): Promise<Message> =>
    new Promise((give) => waiting.push({ wants, give }));
  let last = 0;
  return {
    heard,
    ask(method: string, params: object = {}): Promise<Message> {
      const id = ++last;
      const answer = next((message) => message.id === id);
      socket.send(JSON.stringify({ id, method, params }));
      return answer;
    },
    event: (method: string) => next((message) => message.method === method),
    close: () => socket.close(),
  };
}

describe('npm run sweep -- --debug', function () {
  this.timeout(120_000);

  it('waits for a debugger, stops in front of the training and at a breakpoint of lib, and writes nothing', async () => {
    const results = path.join(temporaryFolder(), 'results');
    const args = [
      'sweep',
      TINY,
      '--sampler',
      'random',
      '--debug',
      '1',
      '--debug-port',
      '0',
      '--results',
      results,
    ];
    const child = spawn(...commandLine(args, { env: { SENTILAB_BACKEND: 'wasm' } }));
    after(() => child.kill());
    const stdout = text(child.stdout);
    let stderr = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.on('exit', () => reject(new Error(stderr)));
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += String(chunk);
        const found = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(stderr)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    const editor = await attach(address);
    await editor.ask('Debugger.enable');
    await editor.ask('Runtime.enable');
    const front = editor.event('Debugger.paused');
    await editor.ask('Runtime.runIfWaitingForDebugger');
    await front;
    // Where an editor puts a breakpoint: in the JavaScript that the source map says the line became.
    const scripts = editor.heard.filter(({ method }) => method === 'Debugger.scriptParsed');
    let place: object | null = null;
    for (const { params = {} } of scripts) {
      if (!String(params['url']).startsWith('file:') || params['sourceMapURL'] === '') continue;
      const { result } = await editor.ask('Debugger.getScriptSource', { scriptId: params['scriptId'] });
      const lines = String(result?.['scriptSource']).split('\n');
      const lineNumber = lines.findIndex((line) => line.includes('await evaluate(trainable, prepared.test)'));
      if (lineNumber >= 0) place = { location: { scriptId: params['scriptId'], lineNumber } };
    }
    assert.ok(place !== null, 'lib/experiment/train-run.ts is among the scripts, with its source map');
    await editor.ask('Debugger.setBreakpoint', place);
    const stopped = editor.event('Debugger.paused');
    await editor.ask('Debugger.resume');
    const { params } = await stopped;
    const [frame] = params?.['callFrames'] as readonly {
      readonly callFrameId: string;
      readonly functionName: string;
    }[];
    assert.equal(frame?.functionName, 'trainRun');
    const { result } = await editor.ask('Debugger.evaluateOnCallFrame', {
      callFrameId: frame.callFrameId,
      expression: 'JSON.stringify([seed, prepared.train.length])',
    });
    const found = trialOfSweep(await loadDefinition(TINY), 1, openResults(results), 'random');
    assert.deepEqual(JSON.parse(String((result?.['result'] as { value: string }).value)), [
      found.input.seed,
      6822,
    ]);
    void editor.ask('Debugger.resume');
    assert.match(await stdout, /^finished: validation\/loss 0\.\d{4} after 3 epochs\n$/);
    editor.close();
    assert.match(
      stderr,
      /tiny, random #1: \{"lr":[\d.e-]+,"units":\d\}\nNot run yet.*\nAttach a debugger: in VS Code/,
    );
    assert.ok(!fs.existsSync(results), 'nothing is written');
  });

  it('names the nearest sampler, and how many trials there are', () => {
    const wrong = runCommandLine(['sweep', TINY, '--debug', '4']);
    assert.match(wrong.stderr, /trial: The search has no such trial\. Got 4\. Its trials are 0 to 3/);
    assert.equal(wrong.status, 2);
  });
});

describe('a trial of a sweep', () => {
  it('has the parameters, configuration and seed of its record, the last attempt of it', async () => {
    const results = openResults(path.join(temporaryFolder(), 'results'));
    const config = (await loadDefinition('quick')).config;
    results.writeExperiment(makeExperiment());
    const runs = makeRecords().map((run) => ({ ...run, config }));
    for (const run of runs) results.writeRun(run);
    const record = runs.find(({ study, trial }) => study?.sampler === 'tpe' && trial?.number === 5);
    const found = trialOfSweep(await loadDefinition('quick'), 5, results, 'tpe');
    assert.deepEqual(found.params, record?.trial?.params);
    assert.deepEqual(
      [found.runId, found.input.seed, found.input.config],
      [record?.id, record?.run.seed, config],
    );
  });

  it('is what the sweep will train where it was not run yet, as far as nothing is known', async () => {
    const definition = await loadDefinition(TINY);
    const none = openResults(path.join(temporaryFolder(), 'none'));
    const [grid, random] = ['grid', 'random'].map((sampler) => trialOfSweep(definition, 2, none, sampler));
    assert.equal(grid?.input.seed, random?.input.seed); // the same trial number has the same seed in every search
    assert.notDeepEqual(grid?.params, random?.params);
    assert.equal(
      random?.input.config.model.kind === 'bilstm' && random.input.config.model.units,
      random?.params['units'],
    );
    assert.throws(() => trialOfSweep(definition, 0, none, 'rnadom'), /Did you mean "random"/);
  });
});
