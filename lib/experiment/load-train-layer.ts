import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { ConfigLayer } from '../config/index.ts';
import { FailureError, SentilabError, UserError, didYouMean, errorMessage } from '../errors/index.ts';
import { fromRoot } from '../files/node.ts';
import { importSource } from '../modules/node.ts';
import { listDefinitions } from './load-definition.ts';

/** Endings of configuration files. */
const ENDINGS = ['.yaml', '.yml', '.json', '.ts', '.mts', '.js', '.mjs'] as const;

/** A configuration file with the name that its results get. */
export interface TrainFile {
  readonly layer: ConfigLayer;
  /** `quick` of `experiments/quick.ts`: lower-case letters, digits and dashes. */
  readonly name: string;
}

/**
 * Reads a configuration: the name of an experiment, or a YAML, JSON or TypeScript file. Of an experiment its `config` is
 * taken. Nothing is validated yet.
 *
 * @param folder what a relative path starts from
 * @throws UserError when there is no such file, or it is not readable as what its ending says
 */
export async function loadTrainLayer(nameOrPath: string, folder: string = process.cwd()): Promise<TrainFile> {
  const file = fileOf(nameOrPath, folder);
  const origin = path.relative(folder, file).startsWith('..') ? file : path.relative(folder, file);
  const value = /\.(ya?ml|json)$/.test(file) ? readText(file, origin) : await readModule(file, origin);
  const { $schema: _, ...config } = value;
  const stem = path.basename(file).replace(/\.[^.]+$/, '');
  const name = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return { layer: { origin, value: config }, name: name.slice(0, 50) || 'config' };
}

function fileOf(nameOrPath: string, folder: string): string {
  const isPath = nameOrPath.includes('/') || ENDINGS.some((ending) => nameOrPath.endsWith(ending));
  const candidates = isPath
    ? [path.resolve(folder, nameOrPath)]
    : ENDINGS.map((ending) => fromRoot('experiments', `${nameOrPath}${ending}`));
  const found = candidates.find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
  if (found === undefined)
    throw new UserError('There is no such configuration.', {
      field: 'CONFIG',
      value: nameOrPath,
      fix: isPath
        ? 'Give the path of a .yaml, .json or .ts file.'
        : didYouMean(nameOrPath, listDefinitions()),
    });
  if (!ENDINGS.some((ending) => found.endsWith(ending)))
    throw new UserError('A configuration is YAML, JSON or TypeScript.', {
      field: 'CONFIG',
      value: nameOrPath,
      fix: `Use one of the endings ${ENDINGS.join(', ')}.`,
    });
  return found;
}

function readText(file: string, origin: string): Record<string, unknown> {
  const text = fs.readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = file.endsWith('.json') ? JSON.parse(text) : (parse(text, { prettyErrors: true }) ?? {});
  } catch (error) {
    throw new UserError(`It cannot be read: ${errorMessage(error)}`, { field: origin, cause: error });
  }
  return asFields(value, origin);
}

async function readModule(file: string, origin: string): Promise<Record<string, unknown>> {
  let module: { readonly default?: unknown };
  try {
    module = await importSource(file);
  } catch (error) {
    if (error instanceof SentilabError) throw error;
    throw new FailureError(`Could not load ${origin}: ${errorMessage(error)}.`, { cause: error });
  }
  const fields = asFields(module.default, origin);
  if (!('config' in fields)) return fields;
  // An experiment or what `defineTraining` takes: the title of a search is that of its search.
  const { title, seed, space } = fields;
  return {
    ...asFields(fields['config'], origin),
    ...(title !== undefined && space === undefined && { title }),
    ...(seed !== undefined && { seed }),
  };
}

function asFields(value: unknown, origin: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UserError('A configuration has fields: data, text, embedding, model, training.', {
    field: origin,
    value,
  });
}
