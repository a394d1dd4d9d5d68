import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inspect } from 'node:util';
import { installDataFrames } from './data-frames.ts';
import { FileWatch } from './file-watch.ts';
import { publishHost } from './host.ts';
import { Interrupt } from './interrupt.ts';
import { patchCompiler } from './compiler.ts';
import { CellHistory } from './cell-history.ts';
import { CellRunner } from './runner.ts';
import { createServer } from './server.ts';
import { Sources } from './sources.ts';
import { captureOutput } from './output.ts';
import { loadTslab, loadTypeScript, replaceTypeScript } from './tslab.ts';

/**
 * Starts the kernel: tslab's converter, executor and server, with the launcher's parts between them.
 *
 * @param connectionFile the file in which Jupyter says where to listen
 */
export function main(connectionFile: string | undefined): void {
  if (connectionFile === undefined) throw new Error('Usage: node kernel/start.cjs CONNECTION_FILE');
  Error.stackTraceLimit = 30;
  const require = createRequire(path.join(__dirname, 'main.js'));
  const ts = loadTypeScript();
  const watch = new FileWatch();
  const compiler = patchCompiler(ts, watch);
  replaceTypeScript(compiler.typescript);
  const tslab = loadTslab();

  const interrupt = new Interrupt();
  interrupt.publish();
  const converter = tslab.converter.createConverter({ isJS: false, isBrowser: false });
  const history: CellHistory = new CellHistory(converter, compiler, () => runner.executionCount);
  const locals = (): Record<string, unknown> => executor.locals;
  const sources = new Sources(ts, watch, createRequire(path.join(process.cwd(), 'cell.js')), locals);
  const hooks = {
    before: () => sources.refresh(),
    compile: (code: string) => history.compileAhead(code),
    after: (code: string) => {
      history.succeeded();
      sources.remember(code);
    },
    findCell: (name: string) => history.find(name),
  };
  let executor!: ReturnType<typeof tslab.executor.createExecutor>;
  const runner: CellRunner = new CellRunner(interrupt, hooks, (console) => {
    const converters = {
      node: history.converter,
      browser: history.converter,
      close: () => converter.close(),
    };
    executor = tslab.executor.createExecutor(process.cwd(), converters, console);
    return executor;
  });
  const loadPlotly = (): string => fs.readFileSync(require.resolve('plotly.js-dist-min'), 'utf8');
  publishHost(runner, loadPlotly);
  installDataFrames(require);
  captureOutput((name, text) => runner.publish('stream', { name, text }));

  endWithParent();
  process.on('SIGINT', () => runner.interrupt());
  process.on('uncaughtException', (error) =>
    console.error('Uncaught, from work a cell left running:', inspect(error)),
  );
  process.on('unhandledRejection', (reason) =>
    console.error('A promise was rejected and nobody awaited it:', inspect(reason)),
  );
  const handler = new tslab.jupyter.JupyterHandlerImpl(executor, false);
  void createServer(tslab.jupyter, handler, runner, connectionFile, ts.version).init();
}

/** A Jupyter that was killed says no goodbye: its kernel would stay for ever, with all its memory. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 500).unref();
}
