import { z } from 'zod';
import { FailureError } from '../../errors/index.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { JsonValue } from '../events.ts';
import type { Direction } from '../objectives.ts';
import type { ParamValue } from '../params.ts';
import type { Trial } from '../trial.ts';
import { fromOptunaDistribution, fromOptunaValue } from './optuna-distribution.ts';

/** A study out of Optuna's journal. Its trials can be given to `adoptTrials`. */
export interface ImportedStudy {
  readonly name: string;
  readonly directions: readonly Direction[];
  /** As the last trial that has the parameter names it; `space(dimensions)` when every trial has all of them. */
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly trials: readonly Trial[];
}

type Draft = { -readonly [K in keyof Trial]: Trial[K] } & { params: Record<string, ParamValue> };
interface StudyDraft {
  name: string;
  directions: Direction[];
  dimensions: Record<string, Dimension>;
  trials: Draft[];
}

const numbers = z.array(z.number().nullable()).nullish();
const text = z.string().nullish();
const json = z.record(z.string(), z.json());
const byName = z.record(z.string(), z.string());
const lineSchema = z.object({
  op_code: z.int(),
  study_name: text,
  directions: z.array(z.int()).nullish(),
  study_id: z.int().nullish(),
  trial_id: z.int().nullish(),
  state: z.int().nullish(),
  value: z.number().nullish(),
  values: numbers,
  datetime_start: text,
  datetime_complete: text,
  distributions: byName.nullish(),
  params: z.record(z.string(), z.number()).nullish(),
  user_attrs: json.nullish(),
  system_attrs: json.nullish(),
  intermediate_values: z.record(z.string(), z.number().nullable()).nullish(),
  param_name: text,
  param_value_internal: z.number().nullish(),
  distribution: text,
  step: z.int().nullish(),
  intermediate_value: z.number().nullish(),
  user_attr: json.nullish(),
  system_attr: json.nullish(),
});
type Line = z.infer<typeof lineSchema>;

/** Optuna's numbers of states, in our words. A waiting trial is an enqueued one. */
const STATES = ['running', 'finished', 'pruned', 'failed', 'asked'] as const;

/**
 * Reads the text of a journal file that Optuna wrote: every study in it that was not deleted.
 *
 * @throws FailureError naming the line that is not one of Optuna's; a torn last line is left aside, as Optuna does
 */
export function readOptunaJournal(content: string): ImportedStudy[] {
  const studies: (StudyDraft | null)[] = [];
  const trials: Draft[] = [];
  const studyOf: number[] = [];
  const lines = content.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [i, raw] of lines.entries()) {
    const line = parseLine(raw);
    if (line === null && i === lines.length - 1 && !content.endsWith('\n')) break;
    if (line === null)
      throw new FailureError('This is not a line of Optuna’s journal.', {
        field: `line ${i + 1}`,
        value: raw,
      });
    apply(line, studies, trials, studyOf);
  }
  return studies.flatMap((study) => study ?? []);
}

function apply(line: Line, studies: (StudyDraft | null)[], trials: Draft[], studyOf: number[]): void {
  const trial = trials[line.trial_id ?? -1];
  const study = studies[line.study_id ?? (line.trial_id == null ? -1 : (studyOf[line.trial_id] ?? -1))];
  switch (line.op_code) {
    case 0:
      studies.push({
        name: line.study_name ?? 'study',
        directions: (line.directions ?? []).map((direction) => (direction === 2 ? 'maximize' : 'minimize')),
        dimensions: {},
        trials: [],
      });
      return;
    case 1:
      studies[line.study_id ?? -1] = null;
      return;
    case 4: {
      const created = draft(study?.trials.length ?? 0);
      trials.push(created);
      studyOf.push(line.study_id ?? -1);
      study?.trials.push(created);
      for (const [name, distribution] of Object.entries(line.distributions ?? {}))
        setParam(created, study, name, distribution, line.params?.[name] ?? 0);
      for (const [step, value] of Object.entries(line.intermediate_values ?? {}))
        report(created, Number(step), value);
      setState(created, line.state ?? 0, line.values ?? (line.value == null ? null : [line.value]));
      created.startedAt = line.datetime_start ?? null;
      created.askedAt = created.startedAt ?? '';
      created.endedAt = line.datetime_complete ?? null;
      takeAttributes(created, line.user_attrs, line.system_attrs);
      return;
    }
    case 5:
      if (trial)
        setParam(
          trial,
          study,
          line.param_name ?? '',
          line.distribution ?? '',
          line.param_value_internal ?? 0,
        );
      return;
    case 6:
      if (!trial) return;
      setState(trial, line.state ?? 0, line.values ?? null);
      trial.startedAt = line.datetime_start ?? trial.startedAt;
      trial.endedAt = line.datetime_complete ?? trial.endedAt;
      return;
    case 7:
      if (trial) report(trial, line.step ?? 0, line.intermediate_value ?? null);
      return;
    case 8:
    case 9:
      if (trial) takeAttributes(trial, line.user_attr, line.system_attr);
      return;
    default: // attributes of studies: nothing of ours
      return;
  }
}

/** Python writes NaN and Infinity; a number that is not finite is null here. Inside strings they stay. */
function parseLine(raw: string): Line | null {
  const text = raw.replace(
    /("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g,
    (_, quoted?: string) => quoted ?? 'null',
  );
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function setParam(
  trial: Draft,
  study: StudyDraft | null | undefined,
  name: string,
  json: string,
  value: number,
): void {
  const dimension = fromOptunaDistribution(json, name);
  if (study) study.dimensions[name] = dimension;
  trial.params[name] = fromOptunaValue(dimension, value);
}

function report(trial: Draft, step: number, value: number | null): void {
  trial.reports = [...trial.reports, { epoch: step, metrics: { value } }];
}

function setState(trial: Draft, state: number, values: readonly (number | null)[] | null): void {
  trial.state = STATES[state] ?? 'failed';
  trial.queued &&= trial.state === 'asked';
  trial.value = values?.[0] ?? null;
  trial.values = values && values.length > 1 ? values.map((value) => value ?? NaN) : null;
  if (trial.state === 'failed') trial.error ??= { name: 'Error', message: 'It failed in Optuna.' };
  if (trial.state === 'pruned') trial.value ??= trial.reports.at(-1)?.metrics['value'] ?? null;
}

function takeAttributes(
  trial: Draft,
  user: Record<string, JsonValue> | null | undefined,
  system: Record<string, JsonValue> | null | undefined,
): void {
  const { sentilab, ...notes } = user ?? {};
  trial.notes = { ...trial.notes, ...notes };
  const ours = z.object({ runId: text, reason: text, error: text }).safeParse(sentilab).data;
  trial.runId = ours?.runId ?? trial.runId;
  trial.reason = ours?.reason ?? trial.reason;
  if (ours?.error != null) trial.error = { name: 'Error', message: ours.error };
  const fixed = z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
    .safeParse(system?.['fixed_params']);
  if (fixed.success) trial.params = { ...fixed.data, ...trial.params };
  trial.queued = trial.state === 'asked' && fixed.success;
}

function draft(number: number): Draft {
  return {
    ...{ number, params: {}, proposedBy: 'prior', seenSeq: 0, state: 'running', attempt: 1, runId: null },
    ...{ reports: [], value: null, values: null, reason: null, error: null, crashes: 0, notes: {} },
    ...{ queued: false, by: null, askedAt: '', startedAt: null, endedAt: null },
  };
}
