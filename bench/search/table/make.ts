import fs from 'node:fs';
import path from 'node:path';
import { runConfigSchema } from 'sentilab/experiment';
import { Preparer, trainRun } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { projectRoot, writeFileAtomic } from '../../../lib/files/node.ts';
import type { BenchReport } from '../../bench.ts';
import { CELLS, EPOCHS, configOf } from './grid.ts';
import { TABLE_FILE, type Table } from './table.ts';

/** What one combination came to, a line of the file that a stopped recording goes on from. */
interface Line {
  readonly place: number;
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  readonly cpuSeconds: number;
}

/** Trains every combination of the grid once, seed 1, and writes the table. What is there is not trained again. */
export async function makeTable(log: (line: string) => void): Promise<BenchReport> {
  const file = path.join(projectRoot(), 'results', 'bench-table', 'cells.jsonl');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const done = new Map(readLines(file).map((line) => [line.place, line]));
  const preparer = new Preparer();
  const backend = await loadBackend({ threads: 1 });
  const objective = { metric: 'validation/loss', direction: 'minimize' } as const;
  for (const [place, cell] of CELLS.entries()) {
    if (done.has(place)) continue;
    const config = runConfigSchema.parse(configOf(cell));
    const { epochs, timing } = await trainRun({ config, seed: 1, objective }, { backend, preparer });
    const curve = (metric: string, digits: number): number[] =>
      epochs.map(({ metrics }) => Number((metrics[metric] ?? NaN).toFixed(digits)));
    const line: Line = {
      place,
      loss: curve('validation/loss', 5),
      accuracy: curve('validation/accuracy', 4),
      cpuSeconds: Number(timing.cpuSeconds.toFixed(2)),
    };
    fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
    done.set(place, line);
    log(`${done.size}/${CELLS.length}: ${Math.min(...line.loss).toFixed(4)} ${JSON.stringify(cell)}`);
  }
  const lines = CELLS.map((_, place) => done.get(place) as Line);
  const table: Table = {
    epochs: EPOCHS,
    loss: lines.map(({ loss }) => loss),
    accuracy: lines.map(({ accuracy }) => accuracy),
    cpuSeconds: lines.map(({ cpuSeconds }) => cpuSeconds),
  };
  // A line per combination: what a new recording changes can be seen.
  const rows = (name: keyof Table): string =>
    `"${name}": [\n${(table[name] as readonly unknown[]).map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  writeFileAtomic(
    TABLE_FILE,
    `{\n"epochs": ${EPOCHS},\n${rows('loss')},\n${rows('accuracy')},\n"cpuSeconds": ${JSON.stringify(table.cpuSeconds)}\n}\n`,
  );
  const seconds = table.cpuSeconds.reduce((sum, value) => sum + value, 0);
  return {
    json: { combinations: lines.length, cpuSeconds: seconds },
    lines: [
      `${lines.length} combinations, ${(seconds / 60).toFixed(0)} CPU minutes: ${path.relative(projectRoot(), TABLE_FILE)}`,
    ],
  };
}

function readLines(file: string): Line[] {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line);
}
