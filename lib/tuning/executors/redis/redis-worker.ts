import type { Job, Worker } from 'bullmq';
import { FailureError } from '../../../errors/index.ts';
import { TaskError, WorkerDiedError } from '../../executor.ts';
import type { Executor, Task } from '../../executor.ts';
import type { PruneDecision } from '../../pruners/pruner.ts';
import { trialError } from '../../trial-views.ts';
import { RedisConnection } from './connection.ts';
import { HeldRun } from './held-run.ts';
import { Mailbox } from './mailbox.ts';
import { plainOutcome, PREFIX, QUEUE, readCoordinatorWord, readJob } from './messages.ts';
import type { Answer, TrialJob, Version, WorkerNews } from './messages.ts';

/** More takings of one job out of the queue than there ever are: tokens of a later generation are larger. */
const TAKINGS = 1_000_000;
/** So long a worker that ends waits for Redis. */
const FAREWELL_MS = 2000;

const ENDS = 'its worker ends';

/** What a worker says of its work. */
export type RedisWorkerEvent =
  | { readonly type: 'taken'; readonly task: Task; readonly token: number }
  | { readonly type: 'reported'; readonly task: Task; readonly token: number; readonly epoch: number }
  | { readonly type: 'ended'; readonly task: Task; readonly accepted: boolean }
  | { readonly type: 'left'; readonly task: Task; readonly reason: string };

export interface RedisWorkerOptions {
  readonly url: string;
  /** Distinguishes this worker from all others: letters, digits, `-`. */
  readonly id: string;
  /**
   * Does the work, in another process or thread: the lease is renewed here, where the event loop has to be free. It is
   * closed with the worker.
   */
  readonly executor: Executor;
  /** What must equal the coordinator's. Default: nothing to compare. */
  readonly version?: Version;
  /** Looks at a task before it is begun; rejects with what is wrong with this machine. Default: nothing is looked at. */
  readonly check?: (task: Task) => Promise<void>;
  /** The task as this machine is to run it: where its folders are; rejects as `check` does. Default: as it came. */
  readonly prepare?: (task: Task, token: number) => Promise<Task>;
  /** A worker that renewed nothing for so long loses its task to another one. Default 30,000 ms. */
  readonly leaseMs?: number;
  /** A coordinator that is gone for so long does not come back: what it had given out is dropped. Default 10,000 ms. */
  readonly orphanMs?: number;
  /** A word that got no answer is said again after so long. Default 2,000 ms. */
  readonly againMs?: number;
  readonly onEvent?: (event: RedisWorkerEvent) => void;
}

/** Takes tasks out of the queue until it is closed, as many at a time as its executor runs. */
export class RedisWorker {
  /** Rejects when the worker refuses to go on: its version or its data are not the coordinator's. */
  readonly refused: Promise<never>;
  readonly #options: RedisWorkerOptions;
  readonly #connection: RedisConnection;
  readonly #held = new Set<HeldRun>();
  readonly #expected = new Map<number, (answer: Answer) => void>();
  #worker: Worker | null = null;
  #mailbox: Mailbox | null = null;
  #refuse: (error: unknown) => void = () => {};
  /** Why nothing more is done here; null: all is well. */
  #leaving: string | null = null;
  #asked = 0;
  readonly #waitingForIdle: (() => void)[] = [];
  #closed: Promise<void> | null = null;

  /** @throws as `RedisConnection.open` */
  static async connect(options: RedisWorkerOptions): Promise<RedisWorker> {
    const connection = await RedisConnection.open(options.url);
    const { redis } = connection;
    const { Worker } = await import('bullmq');
    const self = new RedisWorker(options, connection);
    self.#mailbox = await Mailbox.open(redis, options.id, (text) => self.#hear(text));
    const { leaseMs = 30_000 } = options;
    self.#worker = new Worker(QUEUE, (job) => self.#work(job), {
      connection: redis,
      prefix: PREFIX,
      concurrency: options.executor.capacity,
      lockDuration: leaseMs,
      stalledInterval: leaseMs,
      maxStalledCount: TAKINGS, // how often a trial is tried is the coordinator's business
      runRetryDelay: 500,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    self.#worker.on('error', () => {}); // a lost connection comes back; of a lost lease the coordinator tells
    return self;
  }

  private constructor(options: RedisWorkerOptions, connection: RedisConnection) {
    this.#options = options;
    this.#connection = connection;
    this.refused = new Promise<never>((_, reject) => (this.#refuse = reject));
    this.refused.catch(() => {}); // whoever wants to know waits for it
  }

  /**
   * Takes nothing more; what runs may finish for so long, then it is handed back to the coordinator.
   *
   * @param graceMs default 0: handed back at once
   */
  close(graceMs = 0): Promise<void> {
    return (this.#closed ??= this.#close(graceMs));
  }

  /** What runs is handed back now: the second signal. */
  handBack(): void {
    this.#leaving ??= ENDS;
    for (const held of this.#held) held.abort(this.#leaving, false);
  }

  async #close(graceMs: number): Promise<void> {
    void this.#worker?.pause(true); // takes nothing more
    const handBack = setTimeout(() => this.handBack(), graceMs);
    await this.#idle();
    clearTimeout(handBack);
    // BullMQ's close() never ends on a connection that waits for its next try.
    await this.#connection.settle(FAREWELL_MS / 2);
    await this.#worker?.close().catch(() => {});
    await this.#options.executor.close();
    await this.#mailbox?.close();
    this.#connection.end();
  }

  async #idle(): Promise<void> {
    if (this.#held.size > 0) await new Promise<void>((resolve) => this.#waitingForIdle.push(resolve));
  }

  #hear(text: string): void {
    const word = readCoordinatorWord(text);
    if (!word) return;
    if ('ask' in word) return this.#expected.get(word.ask)?.(word);
    for (const held of this.#held)
      if (held.runId === word.runId && held.token === word.token) held.abort(word.abort, true);
  }

  /** The job is done in Redis's eyes however this ends; whether the run is, the coordinator knows. */
  async #work(job: Job): Promise<void> {
    const wanted = this.#read(job);
    if (this.#closed) this.#leaving ??= ENDS; // taken at the last moment
    const held = this.#hold(wanted, wanted.generation * TAKINGS + job.attemptsStarted);
    try {
      await this.#judge(wanted);
      if (this.#leaving === null) await this.#attempt(wanted, held);
    } catch (error) {
      if (!held.signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.onEvent?.({ type: 'left', task: wanted.task, reason });
    } finally {
      if (this.#leaving !== null && !held.over) await held.giveBack(this.#leaving, FAREWELL_MS);
      this.#held.delete(held);
      if (this.#held.size === 0) for (const resolve of this.#waitingForIdle.splice(0)) resolve();
    }
  }

  #read(job: Job): TrialJob {
    try {
      return readJob(String((job.data as { readonly text?: unknown }).text));
    } catch (cause) {
      const fix = 'Bring both to the same commit, and start the worker again.';
      throw this.#leave(
        new FailureError('The coordinator speaks another language than this worker.', { fix, cause }),
      );
    }
  }

  /** Nothing more is taken, and whoever waits hears why. */
  #leave(error: unknown): unknown {
    this.#leaving ??= error instanceof Error ? error.message : String(error);
    void this.#worker?.pause(true); // else it would take the same task again
    this.#refuse(error);
    return error;
  }

  #hold(job: TrialJob, token: number): HeldRun {
    const held = new HeldRun({
      job,
      token,
      redis: this.#connection.redis,
      inbox: this.#mailbox?.name ?? '',
      orphanMs: this.#options.orphanMs ?? 10_000,
      againMs: this.#options.againMs ?? 2000,
      expect: (heard) => {
        const ask = ++this.#asked;
        this.#expected.set(ask, heard);
        return { ask, forget: () => void this.#expected.delete(ask) };
      },
    });
    this.#held.add(held);
    return held;
  }

  /** Whether this machine may do it; if not, it leaves. */
  async #judge({ version, task }: TrialJob): Promise<void> {
    try {
      compareVersions(version, this.#options.version ?? {});
      await this.#options.check?.(task);
    } catch (error) {
      this.#leave(error);
    }
  }

  /** From the first word to the answer to the last. Rejects when the run is given up on the way. */
  async #attempt({ task }: TrialJob, held: HeldRun): Promise<void> {
    const { executor, prepare, onEvent } = this.#options;
    const { signal, token } = held;
    await held.begin();
    const prepared = await (prepare?.(task, token) ?? Promise.resolve(task)).catch((error: unknown) => {
      throw this.#leave(error);
    });
    onEvent?.({ type: 'taken', task, token });
    const onReport = (epoch: number, metrics: Readonly<Record<string, number>>): Promise<PruneDecision> => {
      onEvent?.({ type: 'reported', task, token, epoch });
      return held.report(epoch, metrics);
    };
    const how = await executor
      .run(prepared, { signal, onReport })
      .then((outcome): Ending => ({ type: 'result', outcome: plainOutcome(outcome) }))
      .catch((error: unknown): Ending => {
        if (signal.aborted) throw error;
        if (error instanceof WorkerDiedError) return { type: 'died', message: error.message };
        return { type: 'error', error: error instanceof TaskError ? error.thrown : trialError(error) };
      });
    const accepted = await held.end(how);
    onEvent?.({ type: 'ended', task, accepted });
  }
}

type Ending = Extract<WorkerNews, { type: 'result' | 'error' | 'died' }>;

/** @throws FailureError naming what differs */
function compareVersions(wanted: Version, own: Version): void {
  const different = [...new Set([...Object.keys(wanted), ...Object.keys(own)])].filter(
    (name) => wanted[name] !== own[name],
  );
  if (different.length === 0) return;
  const list = different.map((name) => `${name} ${own[name] ?? 'none'} instead of ${wanted[name] ?? 'none'}`);
  throw new FailureError(`This worker is not the coordinator’s version: ${list.join(', ')}.`, {
    fix: 'Bring both to the same commit and install (git pull, npm ci), and start the worker again.',
  });
}
