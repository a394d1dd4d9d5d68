import fs from 'node:fs';
import { FailureError } from 'sentilab/errors';

/** How a drill ended. */
export interface DrillVerdict {
  /** The report in one line. */
  readonly text: string;
  readonly report: object;
  readonly faults: number;
  /** Kept when there are faults, else removed. */
  readonly folder: string;
}

/**
 * Prints what a drill found, as a line or as JSON.
 *
 * @throws FailureError when it found faults
 */
export function reportDrill({ text, report, faults, folder }: DrillVerdict, json: boolean | undefined): void {
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${text}\n`);
  if (faults > 0)
    throw new FailureError('The drill found a fault.', { fix: `Its files are kept in ${folder}.` });
  fs.rmSync(folder, { recursive: true, force: true });
}
