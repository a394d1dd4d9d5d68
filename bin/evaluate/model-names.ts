import path from 'node:path';

/** A run's id: `<sampler>-<hash>-t<trial>-s<seed>-f<fold>-a<attempt>`. */
const RUN = /^(.+)-[0-9a-f]{12}-(t\d+)-s\d+-f\d+-a\d+$/;

/**
 * Names for model folders, as short as they can be told apart: the folder's own, or its parent's where it is only called
 * `model`; of a run's id the sampler and the trial. The same name twice gets a number.
 */
export function modelNames(folders: readonly string[]): string[] {
  const short = folders.map((folder) => {
    const name =
      path.basename(folder) === 'model' ? path.basename(path.dirname(folder)) : path.basename(folder);
    const run = RUN.exec(name);
    return run ? `${run[1]}-${run[2]}` : name;
  });
  return short.map((name, at) => {
    const before = short.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
