import { inspect } from 'node:util';
import { bundleOf } from './display.ts';
import type { MimeBundle } from './display.ts';
import type { Interrupt } from './interrupt.ts';
import { thrownError, typeScriptError } from './traceback.ts';
import type { CellError, CellSource, Complaint } from './traceback.ts';

/** Sends one message about the running cell to every frontend. */
export type Publish = (type: string, content: object) => void;

export interface ExecuteRequest {
  readonly code: string;
  readonly silent?: boolean;
  readonly stop_on_error?: boolean;
}

export type Outcome =
  | { readonly status: 'ok'; readonly execution_count: number; readonly user_expressions: object }
  | ({ readonly status: 'error'; readonly execution_count: number } & CellError)
  | { readonly status: 'aborted' };

/** What the runner needs of tslab's executor. */
export interface Executor {
  execute(code: string): Promise<boolean>;
  interrupt(): void;
}

/** What happens round a cell. */
export interface CellHooks {
  /** Before it is compiled; a message for the person, or null. Throws when a changed source does not load. */
  before(): string | null;
  /** Compiles it, before it runs. */
  compile(code: string): void;
  /** After it has run without an error. */
  after(code: string): void;
  /** The cell's source as compiled last, by its name. */
  findCell(name: string): CellSource | undefined;
}

/** Requests that arrived while a failing cell ran get this long to be read, so that they can be called off with it. */
const DRAIN_MS = 20;

/** Runs cells one after the other and says what came of each in Jupyter's terms. */
export class CellRunner {
  /** Number of the cell that runs, or ran last: `[3]`. */
  executionCount = 0;
  /** Where output goes that the running cell, or a leftover of an earlier one, produces. */
  publish: Publish = () => undefined;
  /** Identity of the running cell that survives running it again; from the frontend. */
  cellId = '';
  readonly #executor: Executor;
  readonly #interrupt: Interrupt;
  readonly #hooks: CellHooks;
  #complaints: unknown[][] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #abortUntil = 0;
  #arrived = 0;

  constructor(interrupt: Interrupt, hooks: CellHooks, makeExecutor: (log: TslabConsole) => Executor) {
    this.#interrupt = interrupt;
    this.#hooks = hooks;
    this.#executor = makeExecutor({
      log: (value) => this.#showResult(value),
      error: (...complaint) => this.#complaints.push(complaint),
    });
  }

  /** SIGINT. */
  interrupt(): void {
    this.#interrupt.fire(() => this.#executor.interrupt());
  }

  /** Runs a cell when those before it are done; called off when one of those fails. */
  run(request: ExecuteRequest, cellId: string, publish: Publish): Promise<Outcome> {
    const arrival = ++this.#arrived;
    const outcome = this.#queue.then(async (): Promise<Outcome> => {
      if (arrival <= this.#abortUntil) return { status: 'aborted' };
      this.publish = publish;
      this.cellId = cellId;
      const result = await this.#runNow(request);
      if (result.status === 'error' && request.stop_on_error !== false) {
        await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
        this.#abortUntil = this.#arrived;
      }
      return result;
    });
    this.#queue = outcome.catch(() => undefined);
    return outcome;
  }

  async #runNow(request: ExecuteRequest): Promise<Outcome> {
    if (request.silent !== true) {
      this.executionCount += 1;
      this.publish('execute_input', { code: request.code, execution_count: this.executionCount });
    }
    this.#complaints = [];
    this.#interrupt.begin();
    const error = await this.#attempt(request.code);
    const wasInterrupted = this.#interrupt.end();
    const failure = wasInterrupted || isInterruption(error) ? interruptedError(error) : error;
    if (!failure) return { status: 'ok', execution_count: this.executionCount, user_expressions: {} };
    this.publish('error', failure);
    return { status: 'error', execution_count: this.executionCount, ...failure };
  }

  async #attempt(code: string): Promise<CellError | null> {
    const find = this.#hooks.findCell.bind(this.#hooks);
    try {
      const message = this.#hooks.before();
      if (message !== null) this.publish('stream', { name: 'stderr', text: `${message}\n` });
      this.#hooks.compile(code);
      await hearSignals();
      if (this.#interrupt.fired) return null;
      if (await this.#executor.execute(code)) {
        this.#hooks.after(code);
        return null;
      }
    } catch (thrown) {
      return thrownError(thrown, find);
    }
    const complaints = this.#complaints.map(asComplaint).filter((complaint) => complaint !== null);
    if (complaints.length > 0) return typeScriptError(complaints, code);
    return thrownError(this.#complaints[0]?.[0], find);
  }

  /** The value of the cell's last expression. */
  #showResult(value: unknown): void {
    let data: MimeBundle;
    try {
      data = bundleOf(value) ?? asText(value);
    } catch (error) {
      data = asText(value);
      this.publish('stream', { name: 'stderr', text: `Could not be displayed: ${String(error)}\n` });
    }
    this.publish('execute_result', { data, metadata: {}, execution_count: this.executionCount });
  }
}

/** As Node prints it, a little deeper and not for ever. */
function asText(value: unknown): MimeBundle {
  const text = inspect(value, { depth: 4, maxArrayLength: 50, maxStringLength: 2_000, breakLength: 100 });
  return { 'text/plain': typeof value === 'string' ? value : text };
}

/** tslab's idea of a console: `log` gets the value of the last expression, `error` everything that went wrong. */
export interface TslabConsole {
  log(value: unknown): void;
  error(...complaint: unknown[]): void;
}

/**
 * Lets an interrupt be heard that came during synchronous work. Immediates run before the event loop looks at signals
 * again, so the first may be too early; between the first and the second it has looked.
 */
async function hearSignals(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

/** tslab prints the compiler's complaints with this format string; anything else is what the cell threw. */
function asComplaint(printed: readonly unknown[]): Complaint | null {
  const [formatString, file, line, column, message] = printed;
  if (formatString !== '%s%d:%d - %s') return null;
  return { file: String(file).trim(), line: Number(line), column: Number(column), message: String(message) };
}

/** Stopped by SIGINT inside synchronous code, by tslab while awaiting, or by a library that heeded the signal. */
function isInterruption(error: CellError | null): boolean {
  return error !== null && /^Script execution was interrupted/.test(error.evalue);
}

function interruptedError(error: CellError | null): CellError {
  const evalue = 'The cell was interrupted.';
  return { ename: 'Interrupted', evalue, traceback: [`Interrupted: ${evalue}`, ...frames(error)] };
}

function frames(error: CellError | null): string[] {
  return (error?.traceback ?? []).filter((line) => /^\s+at |^[> ]\s+\d+ \|/.test(line));
}
