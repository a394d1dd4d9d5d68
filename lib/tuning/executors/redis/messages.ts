import { z } from 'zod';
import type { Task, TaskOutcome } from '../../executor.ts';

/** Names of all keys begin with it, and nothing else is ever written to. */
export const PREFIX = 'sentilab';

/** The one queue: a worker serves whatever sweep has work. */
export const QUEUE = 'trials';

/** What must be equal on both sides, by name: code, packages, backend. */
export type Version = Readonly<Record<string, string>>;

// JSON knows no NaN, zod's number neither; both occur as metrics of a training that diverged.
const anyNumber = z.custom<number>((value) => typeof value === 'number', 'expected a number');
const inboxName = z.string().regex(/^sentilab:inbox:[\w.-]+$/);

const trialJob = z.object({
  /** Where the coordinator reads. */
  inbox: inboxName,
  version: z.record(z.string(), z.string()),
  /** Counts from 1 how often the coordinator has put the task into the queue. */
  generation: z.int().min(1),
  task: z.object({
    trialNumber: z.int().min(0),
    attempt: z.int().min(1),
    /** Names files. */
    runId: z.string().regex(/^\w[\w.-]*$/),
    payload: z.unknown(),
  }),
});

/** What stands in the queue. */
export interface TrialJob {
  readonly inbox: string;
  readonly version: Version;
  readonly generation: number;
  readonly task: Task;
}

const outcome = z.object({
  state: z.enum(['finished', 'pruned']),
  value: anyNumber.nullable(),
  reason: z.string().optional(),
  output: z.unknown().optional(),
});
const trialError = z.object({ name: z.string(), message: z.string(), stack: z.string().optional() });

/** What a worker has to say of a run; how it ended is said once. */
const news = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begin') }),
  z.object({ type: z.literal('report'), epoch: z.int(), metrics: z.record(z.string(), anyNumber) }),
  z.object({ type: z.literal('result'), outcome }),
  z.object({ type: z.literal('error'), error: trialError }),
  z.object({ type: z.literal('died'), message: z.string() }),
  z.object({ type: z.literal('returned'), reason: z.string() }),
]);

const workerWord = z.object({
  runId: z.string(),
  /** Fencing token: larger with each taking of the run out of the queue. */
  token: z.int().min(1),
  /** Where the worker reads the answer. */
  inbox: inboxName,
  /** Counts the worker's questions; the answer carries it back. */
  ask: z.int(),
  news,
});

export type WorkerNews = z.infer<typeof news>;

/** Worker → coordinator. Said again until it is answered. */
export type WorkerWord = z.infer<typeof workerWord>;

const answer = z.object({
  ask: z.int(),
  /** Of a report. */
  decision: z.object({ prune: z.boolean(), reason: z.string() }).optional(),
  /** Of a result, an error or a death: whether it counts. */
  accepted: z.boolean().optional(),
});
const coordinatorWord = z.union([answer, z.object({ runId: z.string(), token: z.int(), abort: z.string() })]);

export type Answer = z.infer<typeof answer>;

/** Coordinator → worker: an answer; or that a run is not the worker's any more, and why. */
export type CoordinatorWord = z.infer<typeof coordinatorWord>;

/** JSON that keeps NaN and the infinities. */
export function encode(message: TrialJob | WorkerWord | CoordinatorWord): string {
  return JSON.stringify(message, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? { $number: String(value) } : value,
  );
}

/** @throws z.ZodError for a job of another version */
export function readJob(text: string): TrialJob {
  const read = trialJob.parse(decode(text));
  return { ...read, task: { ...read.task, payload: read.task.payload } };
}

/** null: not a word that a worker of this version says. */
export function readWorkerWord(text: string): WorkerWord | null {
  return parsed(workerWord, text);
}

/** null: not a word that a coordinator of this version says. */
export function readCoordinatorWord(text: string): CoordinatorWord | null {
  return parsed(coordinatorWord, text);
}

/** What is absent stays absent. */
export function plainOutcome({ state, value, reason, output }: z.infer<typeof outcome>): TaskOutcome {
  return { state, value, ...(reason !== undefined && { reason }), ...(output !== undefined && { output }) };
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(decode(text));
  } catch {
    return null;
  }
}

function decode(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$number' in value)) return value;
    return Number(value.$number);
  });
}
