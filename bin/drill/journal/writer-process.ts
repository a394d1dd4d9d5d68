import { once } from 'node:events';
import fs from 'node:fs';
import type { StudyEvent } from 'sentilab/tuning';
import { JournalStorage } from 'sentilab/tuning/node';

/**
 * A process that appends to a journal, for drills: `node writer-process.mjs '{"file":…,"writer":0,"appends":100}'`. It says
 * what happened, one JSON per line. When an append fails it waits for a word on its standard input and tries once more.
 */
interface Order {
  readonly file: string;
  readonly writer: number;
  readonly appends: number;
  readonly shared: boolean;
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const say = (word: object): void => void fs.writeSync(1, `${JSON.stringify(word)}\n`);
process.on('SIGXFSZ', () => {}); // a write beyond `ulimit -f` is to be an error, not the end

function event(index: number): StudyEvent {
  return { event: 'noted', trial: order.writer, key: String(index), value: 'x'.repeat(100) };
}

async function main(): Promise<void> {
  const storage = new JournalStorage(order.file, { shared: order.shared });
  if (storage.load().header === null) storage.begin({ version: 2, studyId: 'drill', definition: null });
  let done = 0;
  try {
    while (done < order.appends) {
      storage.append(event(done), { durable: true });
      done++;
    }
    say({ done });
  } catch (error) {
    say({ done, error: (error as Error).message });
    await once(process.stdin, 'data');
    process.stdin.destroy();
    storage.append(event(done), { durable: true });
    say({ done: done + 1 });
  }
  storage.close();
}

main().catch((error: unknown) => {
  say({ error: (error as Error).message });
  process.exitCode = 1;
});
