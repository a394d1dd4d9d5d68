import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { TaskAbortedError, TaskError, WorkerDiedError } from '../../executor.ts';
import type { Executor, Task, TaskHooks, TaskOutcome } from '../../executor.ts';
import type { PruneDecision } from '../../pruners/pruner.ts';
import { Slots } from '../slots.ts';
import { RedisConnection } from './connection.ts';
import { Mailbox, post } from './mailbox.ts';
import { encode, plainOutcome, PREFIX, QUEUE, readWorkerWord } from './messages.ts';
import type { Answer, CoordinatorWord, Version, WorkerWord } from './messages.ts';

/** How a run ended that was another worker's by then: it was ignored. */
export interface LateWord {
  readonly runId: string;
  readonly what: 'result' | 'error' | 'died';
  /** The fencing token that it carried, and the one that counts; 0: the run was given up. */
  readonly token: number;
  readonly current: number;
  readonly value: number | null;
}

export interface RedisExecutorOptions {
  /** `redis://[user:password@]host:port[/db]`, `rediss://` with TLS. */
  readonly url: string;
  /** Distinguishes this coordinator from all others, earlier ones too: letters, digits, `-`. */
  readonly session: string;
  /** Tasks given out at the same time, over all workers. Default 4. */
  readonly jobs?: number;
  /** What a worker must have too; it refuses when it has something else. Default: nothing to compare. */
  readonly version?: Version;
  /** Hears of results that came late or twice. They change nothing. */
  readonly onLate?: (late: LateWord) => void;
  /** Hears of workers that gave a run back, and why. */
  readonly onReturned?: (runId: string, reason: string) => void;
  /** How often it looks whether the queue still has its tasks. Default 2,000 ms. */
  readonly lookMs?: number;
  /** A run that has cost so many workers one after the other counts as died. Default 3. */
  readonly maxLost?: number;
}

interface Run {
  readonly task: Task;
  readonly hooks: TaskHooks;
  readonly resolve: (outcome: TaskOutcome) => void;
  readonly reject: (error: unknown) => void;
  /** How often it was put into the queue; `queued` once Redis has said so. */
  generation: number;
  queued: boolean;
  /** Fencing token of the latest holder; 0 before the first. */
  token: number;
  /** Mailbox of the worker that has it; null: nobody. */
  holder: string | null;
  lost: number;
  /** What the pruner said, by epoch: a second worker repeats the epochs of the first. */
  readonly decisions: Map<number, Promise<PruneDecision>>;
}

/**
 * Runs tasks on workers of any machine, over a BullMQ queue in Redis. Delivery is at least once; what counts is decided
 * here: each taking of a task carries a fencing token larger than all before, and only words with the largest one count.
 * A task whose worker is lost, or that Redis has lost, is given out again.
 */
export class RedisExecutor implements Executor {
  readonly capacity: number;
  readonly #options: RedisExecutorOptions;
  readonly #redis: Redis;
  readonly #connection: RedisConnection;
  readonly #queue: Queue;
  readonly #slots: Slots;
  readonly #runs = new Map<string, Run>();
  /** Tokens of what has ended: an answer may have been lost, and a result is sent again. */
  readonly #ended = new Map<string, number>();
  readonly #late = new Set<string>();
  #mailbox: Mailbox | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed: Promise<void> | null = null;

  /** @throws as `RedisConnection.open` */
  static async connect(options: RedisExecutorOptions): Promise<RedisExecutor> {
    const connection = await RedisConnection.open(options.url);
    const { redis } = connection;
    const { Queue } = await import('bullmq');
    const queue = new Queue(QUEUE, { connection: redis, prefix: PREFIX });
    queue.on('error', () => {}); // the connection comes back; a lost task is seen by #look
    const executor = new RedisExecutor(options, connection, queue);
    executor.#mailbox = await Mailbox.open(redis, options.session, (text) => executor.#receive(text));
    return executor;
  }

  private constructor(options: RedisExecutorOptions, connection: RedisConnection, queue: Queue) {
    const { redis } = connection;
    this.#options = options;
    this.capacity = options.jobs ?? 4;
    this.#redis = redis;
    this.#connection = connection;
    this.#queue = queue;
    this.#slots = new Slots(this.capacity);
    this.#timer = setInterval(() => {
      if (redis.status === 'ready') this.#look().catch(() => {}); // looks again
    }, options.lookMs ?? 2000);
  }

  async run(task: Task, hooks: TaskHooks): Promise<TaskOutcome> {
    const release = await this.#slots.take();
    const abort = (): void => this.#giveUp(task.runId, givenUp(task.runId));
    try {
      if (hooks.signal?.aborted || this.#closed) throw givenUp(task.runId);
      return await new Promise<TaskOutcome>((resolve, reject) => {
        const open = { generation: 0, queued: false, token: 0, holder: null, lost: 0, decisions: new Map() };
        const run: Run = { task, hooks, resolve, reject, ...open };
        this.#runs.set(task.runId, run);
        this.#ended.delete(task.runId);
        hooks.signal?.addEventListener('abort', abort);
        this.#add(run).catch((error: unknown) => this.#giveUp(task.runId, error));
      });
    } finally {
      hooks.signal?.removeEventListener('abort', abort);
      release();
    }
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    for (const runId of [...this.#runs.keys()]) this.#giveUp(runId, givenUp(runId));
    await this.#connection.settle(1000); // the last answers are out
    await this.#mailbox?.close();
    await this.#queue.close().catch(() => {});
    this.#connection.end();
  }

  async #add(run: Run): Promise<void> {
    const { version = {} } = this.#options;
    const { task } = run;
    const inbox = this.#mailbox?.name ?? '';
    run.queued = false;
    run.generation++;
    const text = encode({ inbox, version, generation: run.generation, task });
    const ending = { removeOnComplete: true, removeOnFail: true };
    await this.#queue.add('trial', { text }, { jobId: this.#jobId(run), ...ending });
    run.queued = true;
  }

  #jobId({ task, generation }: Run): string {
    return `${this.#options.session}-${task.runId}-${generation}`;
  }

  /** Gives out again what the queue has lost: Redis without a disk, a job thrown away. */
  async #look(): Promise<void> {
    const runs = [...this.#runs.values()].filter(({ queued }) => queued);
    if (runs.length === 0) return;
    const looks = this.#redis.pipeline();
    for (const run of runs) looks.exists(this.#queue.toKey(this.#jobId(run)));
    const found = await looks.exec();
    for (const [i, run] of runs.entries())
      if (found?.[i]?.[1] === 0 && run.queued && this.#runs.get(run.task.runId) === run) await this.#add(run);
  }

  #receive(text: string): void {
    const word = readWorkerWord(text);
    if (!word) return;
    const run = this.#runs.get(word.runId);
    if (!run || word.token < run.token) return this.#ignore(word, run);
    if (word.token > run.token && !this.#passTo(word, run)) return;
    const { news } = word;
    switch (news.type) {
      case 'begin':
        return this.#answer(word, {});
      case 'report':
        return void this.#report(word, run, news.epoch, news.metrics);
      case 'returned':
        this.#answer(word, {});
        if (run.holder === null) return; // said again: the answer was lost
        run.holder = null;
        this.#options.onReturned?.(word.runId, news.reason);
        return void this.#add(run).catch((error: unknown) => this.#giveUp(word.runId, error));
      case 'result':
        return this.#end(word, run, () => run.resolve(plainOutcome(news.outcome)));
      case 'died':
        return this.#end(word, run, () => run.reject(new WorkerDiedError(news.message)));
      case 'error': {
        const { name, message, stack } = news.error;
        const thrown = { name, message, ...(stack !== undefined && { stack }) };
        return this.#end(word, run, () => run.reject(new TaskError(thrown)));
      }
    }
  }

  /** The run is another worker's from now on. false: it has cost too many already. */
  #passTo(word: WorkerWord, run: Run): boolean {
    if (run.token === 0) run.hooks.onStarted?.();
    this.#abort(run, 'its lease ran out, and another worker has it');
    if (run.holder !== null) run.lost++;
    run.token = word.token;
    run.holder = word.inbox;
    if (run.lost < (this.#options.maxLost ?? 3)) return true;
    const message = `The run ${word.runId} has lost ${run.lost} workers one after the other.`;
    this.#giveUp(word.runId, new WorkerDiedError(message));
    return false;
  }

  async #report(
    word: WorkerWord,
    { hooks, decisions }: Run,
    epoch: number,
    metrics: Readonly<Record<string, number>>,
  ): Promise<void> {
    try {
      const known = decisions.get(epoch);
      const decision = known ?? Promise.resolve(hooks.onReport(epoch, metrics));
      if (!known) decisions.set(epoch, decision);
      this.#answer(word, { decision: await decision });
    } catch (error) {
      this.#giveUp(word.runId, error);
    }
  }

  #end(word: WorkerWord, { task: { runId }, token }: Run, settle: () => void): void {
    this.#runs.delete(runId);
    this.#ended.set(runId, token);
    this.#answer(word, { accepted: true });
    settle();
  }

  /** From a holder that is none any more; or the answer to how it ended was lost, and it is said again. */
  #ignore(word: WorkerWord, run: Run | undefined): void {
    const { runId, token, inbox, news } = word;
    switch (news.type) {
      case 'returned':
        return this.#answer(word, {});
      case 'begin':
      case 'report': {
        const abort = run ? 'its lease ran out, and another worker has it' : 'it has ended';
        return this.#post(inbox, { runId, token, abort });
      }
      case 'result':
      case 'error':
      case 'died': {
        const again = this.#ended.get(runId) === token;
        this.#answer(word, { accepted: again });
        if (again || this.#late.has(`${runId} ${token}`)) return;
        this.#late.add(`${runId} ${token}`);
        const current = run?.token ?? this.#ended.get(runId) ?? 0;
        const value = news.type === 'result' ? news.outcome.value : null;
        this.#options.onLate?.({ runId, what: news.type, token, current, value });
      }
    }
  }

  #giveUp(runId: string, error: unknown): void {
    const run = this.#runs.get(runId);
    if (!run) return;
    this.#runs.delete(runId);
    this.#ended.set(runId, 0);
    this.#abort(run, 'the coordinator gave it up');
    if (this.#redis.status === 'ready') this.#queue.remove(this.#jobId(run)).catch(() => {}); // or its holder ends it
    run.reject(error);
  }

  #abort({ holder, task: { runId }, token }: Run, reason: string): void {
    if (holder !== null) this.#post(holder, { runId, token, abort: reason });
  }

  #answer({ inbox, ask }: WorkerWord, answer: Omit<Answer, 'ask'>): void {
    this.#post(inbox, { ask, ...answer });
  }

  #post(inbox: string, word: CoordinatorWord): void {
    post(this.#redis, inbox, word).catch(() => {}); // the worker asks again
  }
}

function givenUp(runId: string): TaskAbortedError {
  return new TaskAbortedError(`The run ${runId} was given up.`);
}
