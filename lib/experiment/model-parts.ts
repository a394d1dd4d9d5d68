import { readModelFolder } from '../models/node.ts';
import type { ModelPart } from '../plots/index.ts';

/** What a saved model is made of: its weights by name. */
export function partsOf(folder: string | null): readonly ModelPart[] {
  if (folder === null) return [];
  return readModelFolder(folder).arrays.map(({ name, shape }) => ({
    name: name.replace(/^weights\//, ''),
    shape: `[${shape.join(', ')}]`,
    parameters: shape.reduce((product, length) => product * length, 1),
  }));
}
