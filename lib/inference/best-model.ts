import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors/index.ts';
import { readJson } from '../files/node.ts';
import { comparisonSchema } from '../tracking/index.ts';
import { openResults } from '../tracking/node.ts';

/** The model a search found. */
export interface BestModel {
  readonly experiment: string;
  readonly runId: string;
  /** Absolute path of its model folder. */
  readonly folder: string;
}

/**
 * The winner's model of the experiment that was compared last.
 *
 * @param resultsRoot default: results/ of the project
 * @throws UserError when no experiment has a winner whose model is there
 */
export function findBestModel(resultsRoot?: string): BestModel {
  const results = openResults(resultsRoot);
  const newestFirst = results
    .listExperiments()
    .map((name) => ({ name, file: results.paths(name).comparisonFile }))
    .filter(({ file }) => fs.existsSync(file))
    .map((entry) => ({ ...entry, time: fs.statSync(entry.file).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { name, file } of newestFirst) {
    const comparison = comparisonSchema.safeParse(readJson(file));
    const winner = comparison.success ? comparison.data.winner : null;
    if (!winner?.model) continue;
    const experiment = results.paths(name).folder;
    const folder = path.resolve(experiment, winner.model);
    if (folder.startsWith(`${experiment}${path.sep}`) && fs.existsSync(path.join(folder, 'model.json')))
      return { experiment: name, runId: winner.runId, folder };
  }
  throw new UserError('There is no trained model yet.', {
    field: '--model',
    value: results.root,
    fix: 'Run `npm run sweep` first, or name a model folder with --model.',
  });
}
