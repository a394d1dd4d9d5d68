import fs from 'node:fs';
import path from 'node:path';
import { parseLayers, type LayeredConfig } from 'sentilab/config';
import { resolveSource } from 'sentilab/data/node';
import {
  TRAIN_DEFAULTS,
  environmentLayers,
  kindsFirst,
  parseAssignment,
  trainConfigSchema,
  type Assignment,
  type TrainConfig,
} from 'sentilab/experiment';
import { loadTrainLayer } from 'sentilab/experiment/node';
import type { TrainFlags } from './train-flags.ts';

/** A training's configuration with what each value was written by, and the folder its results get. */
export interface ReadTrainConfig extends LayeredConfig<TrainConfig> {
  /** `train-quick`, `cv-quick`: under results/. */
  readonly name: string;
  readonly title: string;
}

/** Flags that set one field each. */
const FIELDS = {
  model: ['model', 'kind'],
  epochs: ['training', 'epochs'],
  lr: ['training', 'learningRate'],
  batchSize: ['training', 'batchSize'],
  units: ['model', 'units'],
  maxLength: ['text', 'maxLength'],
  seed: ['seed'],
  cv: ['folds'],
  name: ['name'],
} as const satisfies Partial<Record<keyof TrainFlags, readonly string[]>>;

/**
 * Defaults < file < environment < flags: the later wins.
 *
 * @param source an experiment's name or a file
 * @throws UserError naming where a wrong value was written
 */
export async function readTrainConfig(
  source: string,
  flags: TrainFlags,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReadTrainConfig> {
  const file = await loadTrainLayer(source, standing(source));
  const read = parseLayers(trainConfigSchema, [
    TRAIN_DEFAULTS,
    file.layer,
    ...environmentLayers(environment),
    ...kindsFirst(assignments(flags)),
  ]);
  const { config } = read;
  resolveSource(config.data.source); // a misspelt name shows before anything is opened
  const name = config.name ?? `${config.folds === undefined ? 'train' : 'cv'}-${file.name}`;
  const data = typeof config.data.source === 'string' ? config.data.source : config.data.source.kind;
  return { ...read, name, title: config.title ?? `${config.model.kind} on ${data} (${file.name})` };
}

function assignments(flags: TrainFlags): readonly Assignment[] {
  const short = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((flag): Assignment[] => {
    const value = flags[flag];
    const origin = `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === undefined ? [] : [{ path: FIELDS[flag], value, origin }];
  });
  // The kind of split goes with the data: blocks where reviews of one film lie together.
  const data: Assignment[] =
    flags.data === undefined
      ? []
      : [
          { path: ['data', 'split', 'kind'], value: 'auto', origin: '--data' },
          { path: ['data', 'source'], value: ownFile(flags.data), origin: '--data' },
        ];
  return [...data, ...short, ...(flags.set ?? []).map((text) => parseAssignment(text))];
}

/** npm runs scripts in the project's folder; a relative path is meant from where the person stands. */
function ownFile(data: string): string {
  const place = path.resolve(standingFolder(), data);
  return fs.statSync(place, { throwIfNoEntry: false })?.isFile() ? place : data;
}

function standing(source: string): string {
  return fs.existsSync(path.resolve(standingFolder(), source)) ? standingFolder() : process.cwd();
}

function standingFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}
