import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './support/environment.ts';
import { startSession, textOf } from './support/session.ts';
import type { Session } from './support/session.ts';

describe('kernel', function () {
  this.timeout(240_000); // the first run on a machine installs the environment
  const folder = path.join(root, '.cache', `kernel-test-${process.pid}`);
  let session: Session;

  before(async () => {
    fs.mkdirSync(folder, { recursive: true });
    session = await startSession(folder);
  });
  after(async () => {
    await session.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('imports the repository by name, with no build', async () => {
    const reply = await session.execute("import { Rng } from 'sentilab/random';\nnew Rng(7).int(1, 1)");
    assert.equal(reply.status, 'ok', reply.evalue);
    assert.equal(textOf(reply).trim().endsWith('1'), true);
  });

  it("imports a folder's node.ts by name", async () => {
    const reply = await session.execute("import { projectRoot } from 'sentilab/files/node';\nprojectRoot()");
    assert.ok(textOf(reply).endsWith(root), textOf(reply));
  });

  it('turns a strict type error into a Jupyter error that names the place', async () => {
    const reply = await session.execute('const found = [1, 2].find((n) => n > 1);\nfound.toFixed(1)');
    assert.equal(reply.status, 'error');
    assert.equal(reply.ename, 'TypeScriptError');
    assert.match(reply.evalue ?? '', /^2:1 - .*possibly 'undefined'/);
    assert.ok(reply.traceback?.includes('>   2 | found.toFixed(1)'), reply.traceback?.join('\n'));
    assert.ok(reply.outputs.some(({ type }) => type === 'error'));
  });

  it('knows variables of earlier cells in a shorthand property too', async () => {
    await session.execute('const steps = [1, 2];\nconst inner = { steps };');
    const reply = await session.execute(
      'const local = 3;\nJSON.stringify([{ steps, local }, (({ steps }) => ({ steps }))({ steps: 4 })])',
    );
    assert.equal(reply.status, 'ok', reply.evalue);
    assert.ok(textOf(reply).includes('[{"steps":[1,2],"local":3},{"steps":4}]'), textOf(reply));
  });

  it('checks the types of imports: a parameter that does not exist fails in the cell', async () => {
    const reply = await session.execute("import { Rng } from 'sentilab/random';\nnew Rng(7).integer(1, 2)");
    assert.equal(reply.ename, 'TypeScriptError');
    assert.match(reply.evalue ?? '', /^2:12 - Property 'integer' does not exist on type 'Rng'/);
  });

  it('turns a thrown error into a Jupyter error with the line of the cell that threw, also of an earlier cell', async () => {
    const first = await session.execute(
      'interface Row {\n  a: number;\n}\nconst fail = (row: Row): number => {\n  throw new RangeError(`no ${row.a}`);\n};',
    );
    const reply = await session.execute('const row: Row = { a: 3 };\n\nfail(row);');
    assert.equal(reply.ename, 'RangeError');
    assert.equal(reply.evalue, 'no 3');
    const traceback = reply.traceback ?? [];
    assert.ok(traceback.includes('>   5 |   throw new RangeError(`no ${row.a}`);'), traceback.join('\n'));
    assert.ok(
      traceback.includes(`    at fail (cell ${first.execution_count}, line 5)`),
      traceback.join('\n'),
    );
    assert.ok(traceback.includes(`    at cell ${reply.execution_count}, line 3`), traceback.join('\n'));
  });

  it("points into the repository's sources in a stack trace, with the line of the TypeScript", async () => {
    const reply = await session.execute("import { Rng } from 'sentilab/random';\nnew Rng(0)");
    const line = reply.traceback?.find((each) => each.includes('lib/random/rng.ts')) ?? '';
    const number = Number(/rng\.ts:(\d+):/.exec(line)?.[1]);
    const source = fs.readFileSync(path.join(root, 'lib/random/rng.ts'), 'utf8').split('\n');
    assert.match(source[number - 1] ?? '', /throw|Error/, reply.traceback?.join('\n'));
  });

  it('counts executions, in the reply and in the messages to the frontend', async () => {
    const one = await session.execute('1');
    const two = await session.execute('2');
    assert.equal(two.execution_count, one.execution_count + 1);
    const inputs = two.outputs.filter(({ type }) => type === 'execute_input');
    assert.deepEqual(
      inputs.map(({ execution_count }) => execution_count),
      [two.execution_count],
    );
  });

  it('calls off the cells behind one that fails', async () => {
    const replies = await session.executeAll(["throw new Error('first');", '2', '3']);
    assert.deepEqual(
      replies.map(({ status }) => status),
      ['error', 'aborted', 'aborted'],
    );
    assert.equal((await session.execute('4')).status, 'ok');
  });

  it('gives the next cell the new code of a source that was edited, without another import', async () => {
    const file = path.join(folder, 'answer.ts');
    fs.writeFileSync(
      file,
      'export const LIMIT = 1;\nexport function answer(): number {\n  return LIMIT;\n}\n',
    );
    await session.execute(
      "import { answer, LIMIT } from './answer.ts';\nimport * as all from './answer.ts';",
    );
    fs.writeFileSync(
      file,
      'export const LIMIT = 22;\nexport function answer(): number {\n  return LIMIT + 0;\n}\n',
    );
    const reply = await session.execute('[answer(), LIMIT, all.answer()].join()');
    assert.equal(reply.status, 'ok', reply.evalue);
    const result = reply.outputs.find(({ type }) => type === 'execute_result');
    assert.equal(result?.data?.['text/plain'], '22,22,22');
    const told = reply.outputs.find(({ name }) => name === 'stderr')?.text ?? '';
    assert.match(told, /answer\.ts changed\. New code under the same names: answer, LIMIT, all/);
  });

  it('gives the next cell the new types of a source that was edited', async () => {
    const file = path.join(folder, 'typed.ts');
    fs.writeFileSync(file, 'export const size = (): number => 1;\n');
    await session.execute("import { size } from './typed.ts';");
    fs.writeFileSync(file, "export const size = (): string => 'one';\n");
    const reply = await session.execute('const n: number = size();');
    assert.equal(reply.ename, 'TypeScriptError');
    assert.match(reply.evalue ?? '', /Type 'string' is not assignable to type 'number'/);
  });

  it('says what is wrong with an edited source that no longer loads, until it does', async () => {
    const file = path.join(folder, 'broken.ts');
    fs.writeFileSync(file, 'export const f = () => 1;\n');
    await session.execute("import { f } from './broken.ts';");
    fs.writeFileSync(file, 'export const f = ( => 1;\n');
    const broken = await session.execute('1');
    assert.equal(broken.status, 'error');
    assert.match(broken.evalue ?? '', /broken\.mts:1/);
    fs.writeFileSync(file, 'export const f = () => 12345;\n');
    assert.match(textOf(await session.execute('f()')), /12345/);
  });

  it('stops a cell that waits within a second of the interrupt and goes on working', async () => {
    const reply = await session.execute('await new Promise((done) => setTimeout(done, 30_000));', {
      interruptAfter: 0.3,
    });
    assert.equal(reply.ename, 'Interrupted');
    assert.ok((reply.seconds ?? 99) < 1, String(reply.seconds));
    assert.match(textOf(await session.execute('40 + 2')), /42/);
  });

  it('hears an interrupt that comes while the cell is being compiled', async () => {
    // Long enough to compile that the interrupt arrives before the first line runs.
    const slow = `${Array.from({ length: 3000 }, (_, i) => `const v${i}: { a: number } = { a: ${i} };`).join('\n')}
await new Promise((done) => setTimeout(done, 20_000));`;
    const reply = await session.execute(slow, { interruptAfter: 0.15 });
    assert.equal(reply.ename, 'Interrupted');
    assert.ok((reply.seconds ?? 99) < 15, String(reply.seconds));
  });

  it('stops a cell that computes without a pause', async () => {
    const reply = await session.execute('while (true) {}', { interruptAfter: 0.3 });
    assert.equal(reply.ename, 'Interrupted');
    assert.ok((reply.seconds ?? 99) < 1, String(reply.seconds));
    assert.match(textOf(await session.execute('40 + 2')), /42/);
  });

  it('fires the AbortSignal of the interrupt, and a cell that heeds it keeps its result', async () => {
    const imported = await session.execute("import { interruptSignal } from 'sentilab/notebook';");
    assert.equal(imported.status, 'ok', imported.evalue);
    const loop = [
      'const signal = interruptSignal();',
      'let steps = 0;',
      'while (!signal.aborted) { await new Promise((done) => setTimeout(done, 5)); steps++; }',
      'const result = { steps };',
    ].join('\n');
    const reply = await session.execute(loop, { interruptAfter: 0.5 });
    assert.equal(reply.ename, 'Interrupted');
    assert.ok((reply.seconds ?? 99) < 1, String(reply.seconds));
    assert.match(textOf(await session.execute('result.steps > 5')), /true/);
    assert.match(textOf(await session.execute('interruptSignal().aborted')), /false/);
  });

  it('still loads sources after an interrupt, which also reaches the child process that compiles them', async () => {
    await session.execute('await new Promise((done) => setTimeout(done, 30_000));', { interruptAfter: 0.2 });
    const reply = await session.execute("import { sha256Hex } from 'sentilab/hash';\ntypeof sha256Hex");
    assert.equal(reply.status, 'ok', reply.evalue);
  });

  it('shows a danfojs DataFrame as a table, escaped, and draws what df.plot() makes of it', async () => {
    const reply = await session.execute(
      "import * as dfd from 'danfojs-node';\nconst df = new dfd.DataFrame([{ n: 1, text: '<i>x</i>' }, { n: 2, text: 'y' }]);\ndf",
    );
    assert.equal(reply.status, 'ok', reply.evalue);
    const shown = reply.outputs.find(({ type }) => type === 'execute_result')?.data?.['text/html'] ?? '';
    assert.match(shown, /&lt;i&gt;x&lt;\/i&gt;/);
    assert.match(shown, /2 rows × 2 columns/);
    const plotted = await session.execute("df.plot('').bar({ config: { columns: ['n'] } })");
    assert.equal(plotted.status, 'ok', plotted.evalue);
    const drawn = plotted.outputs.map(({ data }) => data?.['text/html'] ?? '').join('');
    assert.match(drawn, /<div id="sentilab-[0-9a-f]+"[\s\S]*"type":"bar"/);
  });

  it('shows a space, a study and the memory as tables, once the notebook imports sentilab/notebook', async () => {
    const html = async (code: string): Promise<string> => {
      const reply = await session.execute(code);
      assert.equal(reply.status, 'ok', reply.evalue);
      return (
        reply.outputs.find(({ type }) => type === 'execute_result')?.data?.['text/html'] ?? textOf(reply)
      );
    };
    const settings = await html(
      `import { float, space, Study, RandomSampler } from 'sentilab/tuning';
       import { memoryReport } from 'sentilab/notebook/node';
       import { markdown } from 'sentilab/notebook';
       const ranges = space({ lr: float(1e-4, 1e-1, { scale: 'log' }) });
       ranges`,
    );
    assert.match(settings, /<table[^]*endlessly many trials[^]*lr[^]*0\.0001 … 0\.1, log/);
    const study = await html(
      `const found = new Study({ space: ranges, sampler: new RandomSampler(ranges, 1), direction: 'minimize' });
       found.ask();
       found.tell(0, { state: 'finished', value: 0.5 });
       found`,
    );
    assert.match(study, /<table[^]*1 trials \(1 finished\): the best 1, minimize[^]*0\.5/);
    assert.match(await html('await memoryReport()'), /<table[^]*JavaScript heap/);
  });

  it('completes members of an import', async () => {
    await session.execute("import { Rng } from 'sentilab/random';\nconst rng = new Rng(1);");
    const { matches } = await session.complete('rng.');
    assert.ok(matches.includes('shuffle'), matches.join());
  });

  it('answers what language it is', async () => {
    const { status, language_info } = await session.info();
    assert.deepEqual([status, language_info.name], ['ok', 'typescript']);
  });

  // Last: with so many types in its program every further cell takes longer to check.
  it('knows an experiment’s parameters by its name: a misspelt one fails in the cell', async () => {
    const cell = "import { results } from 'sentilab/notebook/node';\n";
    const reply = await session.execute(`${cell}() => results('quick').best.params.learnRate`);
    assert.equal(reply.ename, 'TypeScriptError');
    assert.match(reply.evalue ?? '', /^2:36 - Property 'learnRate' does not exist on type/);
    const right = await session.execute(`${cell}const rate = (): number => results('quick').best.params.lr;`);
    assert.equal(right.status, 'ok', right.evalue);
  });
});

describe('a kernel whose Jupyter is killed', function () {
  this.timeout(240_000);

  it('ends within two seconds', async () => {
    const session = await startSession(root);
    const pid = Number(textOf(await session.execute('process.pid')));
    await session.kill();
    const died = Date.now();
    while (isAlive(pid) && Date.now() - died < 10_000) await sleep(50);
    assert.ok(Date.now() - died < 2_000, `alive after ${Date.now() - died} ms`);
  });
});

/** A zombie has ended: it only waits for whoever inherited it to take notice. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const state = /^State:\s+(\w)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return state !== 'Z';
  } catch (error) {
    return error instanceof Error && 'path' in error && process.platform !== 'linux'; // no /proc
  }
}
