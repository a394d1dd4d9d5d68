import fs from 'node:fs';
import { listDefinitions } from 'sentilab/experiment/node';
import { fromRoot, writeFileAtomic } from 'sentilab/files/node';

/**
 * Brings types/experiments.d.ts up to date with experiments/, so that `results('<name>')` knows every experiment's parameters.
 *
 * @returns whether it had to be written
 */
export function writeExperimentTypes(): boolean {
  const file = fromRoot('types', 'experiments.d.ts');
  const text = experimentTypes(listDefinitions());
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return false;
  writeFileAtomic(file, text);
  return true;
}

/** The declaration for these names, as it stands in the repository. */
export function experimentTypes(names: readonly string[]): string {
  const imports = names.map((name) => `import type ${local(name)} from 'sentilab/experiments/${name}';\n`);
  const members = names.map((name) => `    readonly ${key(name)}: typeof ${local(name)};\n`);
  return `${imports.join('')}
declare global {
  /**
   * Experiments whose parameter types are known by their name: \`results('quick').best.params.lr\` is a number. Written by
   * \`npm run init\` and \`npm run notebook\`; a test compares it with experiments/.
   */
  interface SentilabExperiments {
${members.join('')}  }
}
`;
}

const key = (name: string): string => (/^[a-z_]\w*$/i.test(name) ? name : `'${name}'`);

/** `imdb-best` → `imdbBestExperiment`, which no other name of the file can be. */
const local = (name: string): string =>
  `${name.replace(/^\d/, 'n$&').replace(/-+(\w?)/g, (_, letter: string) => letter.toUpperCase())}Experiment`;
