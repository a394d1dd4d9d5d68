import path from 'node:path';

/**
 * Names for model folders, as short as they can be told apart: the folder's own, or its parent's where it is only called
 * `model`; the same name twice gets a number.
 */
export function modelNames(folders: readonly string[]): string[] {
  const short = folders.map((folder) => {
    const name = path.basename(folder);
    return name === 'model' ? path.basename(path.dirname(folder)) : name;
  });
  return short.map((name, at) => {
    const before = short.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
