import { fork } from 'node:child_process';
import { END_WITH_PARENT } from './end-with-parent.ts';
import type { ChildProcess } from 'node:child_process';
import { TaskAbortedError, TaskError, WorkerDiedError } from '../executor.ts';
import type { CoordinatorMessage, Task, TaskHooks, TaskOutcome, WorkerMessage } from '../executor.ts';

interface Settings {
  readonly module: string;
  readonly execArgv: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly silenceMs: number;
  readonly graceMs: number;
}

interface RunningTask {
  readonly task: Task;
  readonly hooks: TaskHooks;
  resolve(outcome: TaskOutcome): void;
  reject(error: unknown): void;
  /** Set when the run was given up: whatever the worker says then is not its result. */
  givenUp: { readonly error: unknown } | null;
}

/** The last words of a worker that died are kept for the error message. */
const OUTPUT_KEPT = 2000;
const LAST_WORDS_MS = 500;

/** One worker process, seen from the coordinator: at most one task at a time. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #settings: Settings;
  readonly #exited: Promise<void>;
  #resolveExited: () => void = () => {};
  #alive = true;
  #current: RunningTask | null = null;
  #lastSign = Date.now();
  #output = '';
  #killedFor: string | null = null;
  readonly #idleListeners: (() => void)[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#child = fork(settings.module, [], {
      cwd: settings.cwd,
      env: settings.env,
      execArgv: [END_WITH_PARENT, ...settings.execArgv],
      serialization: 'advanced', // keeps NaN, which JSON would turn into null
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString('utf8')).slice(-OUTPUT_KEPT);
      });
    this.#child.on('message', (message) => this.#receive(message as WorkerMessage));
    this.#exited = new Promise((resolve) => (this.#resolveExited = resolve));
    this.#child.once('error', (error) => this.#gone(`could not be started: ${error.message}`));
    // 'close' comes after 'exit', when its last words have been read.
    this.#child.once('close', (code, signal) => this.#gone(ending(code, signal)));
    this.#child.once('exit', (code, signal) => {
      this.#alive = false;
      // 'close' waits for everybody who holds the pipes, grandchildren too; the task must not.
      setTimeout(() => this.#gone(ending(code, signal)), LAST_WORDS_MS).unref();
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get busy(): boolean {
    return this.#current !== null;
  }

  run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    this.#lastSign = Date.now();
    const watch = setInterval(() => this.#watch(), Math.min(1000, this.#settings.silenceMs));
    const abort = (): void =>
      this.#giveUp('stopped', new TaskAbortedError(`The run ${task.runId} was given up.`));
    return new Promise<TaskOutcome>((resolve, reject) => {
      this.#current = { task, hooks, resolve, reject, givenUp: null };
      hooks.signal?.addEventListener('abort', abort);
      this.#send({ type: 'task', task });
    }).finally(() => {
      clearInterval(watch);
      hooks.signal?.removeEventListener('abort', abort);
    });
  }

  /** Gives up what runs and waits until the process is gone. */
  async end(): Promise<void> {
    const current = this.#current;
    if (current) this.#giveUp('closing', new TaskAbortedError(`The run ${current.task.runId} was given up.`));
    else if (this.#child.connected) this.#child.disconnect(); // the worker ends by itself
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), this.#settings.graceMs);
    if (current) {
      await new Promise<void>((resolve) => this.#onIdle(resolve));
      if (this.#child.connected) this.#child.disconnect();
    }
    await this.#exited;
    clearTimeout(timer);
  }

  #onIdle(listener: () => void): void {
    if (this.#current) this.#idleListeners.push(listener);
    else listener();
  }

  #receive(message: WorkerMessage): void {
    this.#lastSign = Date.now();
    const current = this.#current;
    if (message.type === 'ready' || message.type === 'heartbeat' || message.runId !== current?.task.runId)
      return;
    switch (message.type) {
      case 'started':
        current.hooks.onStarted?.();
        return;
      case 'reported':
        if (!current.givenUp) void this.#report(message, current);
        return;
      case 'result':
        return this.#settle(() => current.resolve(message.outcome));
      case 'error':
        return this.#settle(() => current.reject(new TaskError(message.error)));
    }
  }

  async #report(
    message: Extract<WorkerMessage, { type: 'reported' }>,
    { hooks }: RunningTask,
  ): Promise<void> {
    const { runId, report, epoch, metrics } = message;
    try {
      const decision = await hooks.onReport(epoch, metrics);
      this.#send({ type: 'decision', runId, report, decision });
    } catch (error) {
      if (this.#current?.task.runId === runId) this.#giveUp('the coordinator could not take a report', error);
    }
  }

  #settle(finish: () => void): void {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    if (current.givenUp) current.reject(current.givenUp.error);
    else finish();
    for (const listener of this.#idleListeners.splice(0)) listener();
  }

  #giveUp(reason: string, error: unknown): void {
    const current = this.#current;
    if (!current || current.givenUp) return;
    current.givenUp = { error };
    this.#send({ type: 'abort', runId: current.task.runId, reason });
    setTimeout(() => {
      if (this.#current === current) this.#child.kill('SIGKILL');
    }, this.#settings.graceMs).unref();
  }

  #watch(): void {
    const silent = Date.now() - this.#lastSign;
    if (silent < this.#settings.silenceMs) return;
    this.#killedFor = `gave no sign of life for ${Math.round(silent / 1000)} s and was killed`;
    this.#child.kill('SIGKILL');
  }

  #gone(how: string): void {
    this.#alive = false;
    const words = this.#output.trim();
    const current = this.#current;
    const died = `The worker process ${this.#child.pid ?? ''} ${this.#killedFor ?? how}.`;
    this.#settle(() =>
      current?.reject(new WorkerDiedError(`${died}${words ? ` Its last words: ${words}` : ''}`)),
    );
    this.#resolveExited();
  }

  #send(message: CoordinatorMessage): void {
    // A closed channel means that the process is going: 'close' tells the task.
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

function ending(code: number | null, signal: string | null): string {
  return signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
}
