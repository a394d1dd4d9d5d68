import type { Redis } from 'ioredis';
import { TaskAbortedError } from '../../executor.ts';
import type { PruneDecision } from '../../pruners/pruner.ts';
import { post } from './mailbox.ts';
import type { Answer, TrialJob, WorkerNews } from './messages.ts';

export interface HeldRunSettings {
  readonly job: TrialJob;
  readonly token: number;
  readonly redis: Redis;
  /** Where this worker hears answers. */
  readonly inbox: string;
  /** A coordinator whose mailbox is gone for so long is gone too. */
  readonly orphanMs: number;
  /** A word that got no answer is said again after so long. */
  readonly againMs: number;
  /** Numbers a question, and has its answer brought; call the result when it is not waited for any more. */
  readonly expect: (heard: (answer: Answer) => void) => { readonly ask: number; readonly forget: () => void };
}

/** One taking of a run out of the queue: it speaks to the coordinator with its fencing token. */
export class HeldRun {
  readonly token: number;
  readonly #settings: HeldRunSettings;
  readonly #controller = new AbortController();
  #over = false;

  constructor(settings: HeldRunSettings) {
    this.#settings = settings;
    this.token = settings.token;
  }

  get runId(): string {
    return this.#settings.job.task.runId;
  }

  /** Fires when the run is not to be gone on with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the coordinator expects nothing more of it. */
  get over(): boolean {
    return this.#over;
  }

  /** @param over the coordinator has said it, or is gone: there is nothing to give back */
  abort(reason: string, over: boolean): void {
    this.#over ||= over;
    this.#controller.abort(new TaskAbortedError(`The run ${this.runId} was given up: ${reason}.`));
  }

  async begin(): Promise<void> {
    await this.#ask({ type: 'begin' }, this.signal);
  }

  async report(epoch: number, metrics: Readonly<Record<string, number>>): Promise<PruneDecision> {
    const answer = await this.#ask({ type: 'report', epoch, metrics: { ...metrics } }, this.signal);
    return answer.decision ?? { prune: false, reason: '' };
  }

  /** Tells how it ended. false: too late, another worker has the run or has done it. */
  async end(how: Extract<WorkerNews, { type: 'result' | 'error' | 'died' }>): Promise<boolean> {
    const { accepted = false } = await this.#ask(how, this.signal);
    this.#over = true;
    return accepted;
  }

  /** Gives the run back to the coordinator; after so many ms the lease has to run out instead. */
  async giveBack(reason: string, withinMs: number): Promise<void> {
    await this.#ask({ type: 'returned', reason }, AbortSignal.timeout(withinMs)).catch(() => {});
  }

  #ask(news: WorkerNews, signal: AbortSignal): Promise<Answer> {
    const { redis, job, inbox, token, orphanMs, againMs, expect } = this.#settings;
    return new Promise<Answer>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const stop = (): void => {
        clearInterval(timer);
        signal.removeEventListener('abort', onAbort);
        forget();
      };
      const onAbort = (): void => {
        stop();
        reject(signal.reason as Error);
      };
      const { ask, forget } = expect((answer) => {
        stop();
        resolve(answer);
      });
      let missingSince: number | null = null;
      const say = async (): Promise<void> => {
        const there = await post(redis, job.inbox, { runId: this.runId, token, inbox, ask, news });
        missingSince = there ? null : (missingSince ?? Date.now());
        if (missingSince !== null && Date.now() - missingSince >= orphanMs)
          this.abort('its sweep has ended', true);
      };
      const timer = setInterval(() => {
        if (redis.status === 'ready') say().catch(() => {}); // says it again
      }, againMs);
      signal.addEventListener('abort', onAbort);
      say().catch(() => {});
    });
  }
}
