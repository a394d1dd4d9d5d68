import fs from 'node:fs';
import tab, { type ArgumentHandler } from '@bomb.sh/tab';
import fromCommander from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { fromRoot } from 'sentilab/files/node';
import { openResults } from 'sentilab/tracking/node';

/**
 * Answers a shell that asks how a command line may go on: prints candidates with their descriptions.
 *
 * @param program with every command registered
 * @param words of the line after `sentilab`, the last one unfinished
 */
export function complete(program: Command, words: readonly string[]): void {
  fromCommander(program);
  for (const [command, handler] of Object.entries(ARGUMENTS)) {
    const [first] = tab.commands.get(command)?.arguments.keys() ?? [];
    if (first !== undefined) tab.commands.get(command)?.argument(first, handler);
  }
  tab.parse([...words]);
}

const experiments: ArgumentHandler = (offer) => {
  for (const name of named(fromRoot('experiments'), '.ts')) offer(name, 'experiment');
};
const results: ArgumentHandler = (offer) => {
  for (const name of openResults().listExperiments()) offer(name, 'results');
};
const notebooks: ArgumentHandler = (offer) => {
  for (const name of named(fromRoot('notebooks'), '.ipynb')) offer(name, 'notebook');
};
const runs: ArgumentHandler = (offer) => {
  const store = openResults();
  for (const experiment of store.listExperiments())
    for (const name of named(store.paths(experiment).runsFolder, '.json')) offer(name, experiment);
};

/** What the first argument of a command names. */
const ARGUMENTS: Readonly<Record<string, ArgumentHandler>> = {
  ...{ sweep: experiments, train: experiments, 'lr-find': experiments },
  ...{ results, compare: results, tensorboard: results, notebook: notebooks, reproduce: runs },
};

function named(folder: string, ending: string): string[] {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}
