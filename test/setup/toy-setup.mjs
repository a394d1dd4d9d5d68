/**
 * A set-up of toy parts, in a process of its own: toy-setup.mjs FOLDER [SECONDS]
 *
 * Each part logs when its installation begins and ends, and works in a command that goes on for SECONDS. `log` in FOLDER
 * tells what happened.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ensure } from '../../bin/setup/ensure.mjs';
import { createProgress } from '../../bin/setup/progress.mjs';
import { run } from '../../bin/setup/run.mjs';
import { readStamp, writeStamp } from '../../bin/setup/stamp.mjs';

const [folder = '', seconds = '0'] = process.argv.slice(2);

/**
 * @param {string} name
 * @returns {import('../../bin/setup/part.mjs').Part}
 */
function toy(name) {
  const stamp = path.join(folder, `${name}.json`);
  return {
    name,
    title: `Toy ${name}`,
    why: 'to be installed',
    check: () => ({ ok: readStamp(stamp) !== null, detail: readStamp(stamp) === null ? 'missing' : 'there' }),
    async install() {
      fs.appendFileSync(path.join(folder, 'log'), `begin ${name}\n`);
      const work = `echo $$ > ${name}.pid; sleep ${seconds}; echo end ${name} >> log`;
      await run('sh', ['-c', work], { cwd: folder });
      writeStamp(stamp, { name });
    },
  };
}

await ensure([toy('a'), toy('b')], { progress: createProgress(), lockFile: path.join(folder, 'setup.lock') });
