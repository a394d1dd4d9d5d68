import fs from 'node:fs';
import path from 'node:path';
import type { Rng } from 'sentilab/random';
import { RandomSampler, Study, float, space } from 'sentilab/tuning';
import { JournalStorage, readJournal } from 'sentilab/tuning/node';

const s = space({ x: float(0, 1) });

function open(file: string): Study {
  return new Study({
    space: s,
    sampler: new RandomSampler(s, 1),
    direction: 'minimize',
    storage: new JournalStorage(file),
  });
}

/** A study of so many trials: three of four told, one failed. */
function write(file: string, trials: number): void {
  const study = open(file);
  for (let number = 0; number < trials; number++) {
    study.ask();
    study.start(number, { attempt: 1, runId: `r${number}` });
    study.report(number, 1, { value: number / 3 });
    if (number % 4 === 3) study.fail(number, new Error('broken on purpose'));
    else study.tell(number, { state: 'finished', value: number / 3 });
  }
  study.close();
}

/** Sequence numbers of the events that a journal gives. */
const seqs = (file: string): number[] => readJournal(file).events.map(({ seq }) => seq);

/** Opens, goes on by one trial and looks again: null, or what is wrong. */
function goOn(file: string, expected: readonly number[]): string | null {
  if (seqs(file).join() !== expected.join())
    return `holds ${seqs(file).length} of ${expected.length} records`;
  const study = open(file);
  const asked = study.ask();
  if (asked) study.tell(asked.number, { state: 'finished', value: 0 });
  study.close();
  const after = seqs(file);
  if (after.slice(0, expected.length).join() !== expected.join()) return 'lost records by going on';
  if (after.length !== expected.length + 2) return `has ${after.length} records after two more`;
  return null;
}

export interface BreakReport {
  /** Places at which the journal was broken. */
  readonly places: number;
  /** One line for each place where more was lost than had to be, or where it was not named. */
  readonly faults: readonly string[];
}

/** The journal cut at every byte of its last three records: always loads, complete records kept, goes on. */
export function cutEverywhere(folder: string): BreakReport {
  const file = path.join(folder, 'cut.jsonl');
  write(file, 4);
  const bytes = fs.readFileSync(file);
  const ends = [...bytes.keys()].filter((at) => bytes[at] === 0x0a);
  const start = (ends.at(-4) ?? 0) + 1;
  const faults: string[] = [];
  for (let cut = start; cut <= bytes.length; cut++) {
    fs.writeFileSync(file, bytes.subarray(0, cut));
    // Line i is record i. A record is whole when its last brace is there; the newline may be missing.
    const whole = ends.filter((end) => end <= cut).length - 1;
    const fault = goOn(
      file,
      Array.from({ length: whole }, (_, i) => i + 1),
    );
    if (fault !== null) faults.push(`cut at byte ${cut}: ${fault}`);
  }
  return { places: bytes.length - start + 1, faults };
}

/** One byte flipped at `places` places: that record alone is lost, and it is named. */
export function flipBytes(folder: string, places: number, rng: Rng): BreakReport {
  const file = path.join(folder, 'flip.jsonl');
  write(file, 12);
  const bytes = fs.readFileSync(file);
  const all = seqs(file);
  const faults: string[] = [];
  for (let i = 0; i < places; i++) {
    const at = rng.int(0, bytes.length - 1);
    const broken = Buffer.from(bytes);
    broken[at] = (broken[at] ?? 0) ^ rng.int(1, 255);
    fs.writeFileSync(file, broken);
    const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length;
    const left = seqs(file);
    const lost = all.filter((seq) => !left.includes(seq));
    const study = open(file);
    const warnings = study.warnings.join('\n');
    study.close();
    if (lost.some((seq) => seq !== line)) faults.push(`byte ${at} of line ${line + 1}: lost ${lost.join()}`);
    else if (!warnings.includes(file)) faults.push(`byte ${at} of line ${line + 1}: nothing is said`);
    else if (lost.length === 1 && !warnings.includes('torn') && !warnings.includes(`record ${line} is lost`))
      faults.push(`byte ${at} of line ${line + 1}: the record is not named: ${warnings}`);
  }
  return { places, faults };
}
