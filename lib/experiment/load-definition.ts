import fs from 'node:fs';
import path from 'node:path';
import { FailureError, SentilabError, UserError, didYouMean, errorMessage } from '../errors/index.ts';
import { fromRoot } from '../files/node.ts';
import { importSource } from '../modules/node.ts';
import type { ExperimentDefinition } from './definition.ts';

/** Names of the definitions in experiments/, sorted. */
export function listDefinitions(): string[] {
  const folder = fromRoot('experiments');
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** The file of a definition: a name stands for `experiments/<name>.ts`, anything with a slash or `.ts` is a path. */
export function definitionFile(nameOrPath: string): string {
  const isPath = nameOrPath.includes('/') || nameOrPath.endsWith('.ts');
  const file = isPath ? path.resolve(nameOrPath) : fromRoot('experiments', `${nameOrPath}.ts`);
  if (fs.existsSync(file)) return file;
  throw new UserError('There is no such experiment.', {
    field: 'EXPERIMENT',
    value: nameOrPath,
    fix: isPath ? 'Give the path of a file that ends with .ts.' : didYouMean(nameOrPath, listDefinitions()),
  });
}

/**
 * Loads a definition: the default export of its file.
 *
 * @throws UserError when there is no such file, or its default export is not a definition
 */
export async function loadDefinition(nameOrPath: string): Promise<ExperimentDefinition> {
  const file = definitionFile(nameOrPath);
  let module: { readonly default?: unknown };
  try {
    module = await importSource(file);
  } catch (error) {
    if (error instanceof SentilabError) throw error;
    throw new FailureError(`Could not load ${file}: ${errorMessage(error)}.`, { cause: error });
  }
  if (isDefinition(module.default)) return module.default;
  throw new UserError('The file has no experiment as its default export.', {
    field: file,
    fix: 'Write: export default defineExperiment({ … });',
  });
}

function isDefinition(value: unknown): value is ExperimentDefinition {
  return (
    typeof value === 'object' && value !== null && 'space' in value && 'samplers' in value && 'bind' in value
  );
}
