/**
 * Runs one command and takes it down when whoever started it dies, even by kill -9: an installer that nobody waits for
 * any more must not go on writing where the next run begins again.
 *
 *   node guard.mjs PARENT_PID RECORD_FOLDERS COMMAND ARGUMENTS…
 *
 * Standard input is a pipe from the parent: its end is the sign. The guard leads a process group of its own, which it
 * kills whole. RECORD_FOLDERS (joined by the path delimiter) tell the next holder of a lock that it has to wait.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { processStartTime } from './process-identity.mjs';

const [parent, folders = '', command = '', ...args] = process.argv.slice(2);
const records = folders
  .split(path.delimiter)
  .filter(Boolean)
  .map((folder) => path.join(folder, `${process.pid}.json`));

process.stdin.on('close', takeDown).on('error', takeDown).resume();
for (const record of records) {
  fs.mkdirSync(path.dirname(record), { recursive: true });
  fs.writeFileSync(record, JSON.stringify({ pid: process.pid, startTime: processStartTime(process.pid) }));
}
// Only now, with the record in place: a parent that died before this line starts nothing any more.
if (process.ppid !== Number(parent)) finish(1);
else {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    finish('code' in error && error.code === 'ENOENT' ? 127 : 126);
  });
  child.on('exit', (code, signal) => finish(code ?? (signal ? 128 : 1)));
}

/** @param {number} code */
function finish(code) {
  for (const record of records) fs.rmSync(record, { force: true });
  process.exit(code);
}

/** The whole group, this process included, so that nothing can slip through between two kills. */
function takeDown() {
  process.kill(-process.pid, 'SIGKILL');
}
