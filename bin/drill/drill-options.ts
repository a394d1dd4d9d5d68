import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { Rng } from 'sentilab/random';
import { wholeNumber } from '../options.ts';

/** Flags that drills with random moments share. */
export interface DrillFlags {
  readonly seed: number;
  readonly json?: boolean;
}

/** `--seed` and `--json`. @param what the seed decides */
export function withDrillOptions(command: Command, what: string): Command {
  return command
    .option('--seed <n>', `decides ${what}`, wholeNumber, 1)
    .option('--json', 'print the report as JSON');
}

/** A folder, a generator and a place for lines: what every drill works with. */
export function drillWorld({ seed }: DrillFlags): {
  readonly folder: string;
  readonly rng: Rng;
  readonly log: (line: string) => void;
} {
  return {
    folder: fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-')),
    rng: new Rng(seed),
    log: (line) => process.stderr.write(`${line}\n`),
  };
}
