import path from 'node:path';
import { writeStructured } from 'sentilab/data/node';
import type { DownloadEffects, StructuredFormat, StructuredRow } from 'sentilab/data/node';

/** Writes rows to data/processed/NAME.FORMAT and says so. */
export async function writeTable(
  rows: AsyncIterable<StructuredRow>,
  { root, name, format }: { readonly root: string; readonly name: string; readonly format: StructuredFormat },
  effects: DownloadEffects,
): Promise<void> {
  const file = path.join(root, 'data', 'processed', `${name}.${format}`);
  const onProgress = (count: number): void => effects.status?.(`${count.toLocaleString('en')} rows written`);
  const count = await writeStructured(rows, { file, format, onProgress });
  effects.log(`${count.toLocaleString('en')} rows (id, label, rating, group, text) are in ${path.relative(root, file)}.`);
}
