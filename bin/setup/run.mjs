import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { heldLocks, childFolder } from './lock.mjs';
import { SetupError } from './part.mjs';

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));
const TAIL_LINES = 15;

/**
 * A command that did not end well. `output` holds its last lines; `reason` says how it ended.
 */
export class CommandError extends SetupError {
  /**
   * @param {string} message
   * @param {'missing' | 'failed' | 'stalled'} reason
   * @param {string} output
   */
  constructor(message, reason, output) {
    super(message);
    this.name = 'CommandError';
    this.reason = reason;
    this.output = output;
  }
}

/**
 * Runs a command of the set-up and waits for it. It dies with this process, however that ends, and when it shows no sign
 * of life for too long.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] default: this process's
 * @param {(line: string) => void} [options.onLine] every line of its output, standard error included
 * @param {number} [options.stallSeconds] silence that is too long; default 300
 * @param {() => unknown} [options.activity] something that changes while it works in silence, e.g. bytes on disk
 * @returns {Promise<string>} the last lines of its output
 * @throws {CommandError}
 */
export async function run(command, args, options = {}) {
  const { cwd = process.cwd(), env = process.env, onLine, stallSeconds = 300, activity } = options;
  const records = heldLocks().map(childFolder).join(path.delimiter);
  const child = spawn(process.execPath, [GUARD, String(process.pid), records, command, ...args], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdin.on('error', () => undefined); // the guard ended first
  /** @type {string[]} */
  const tail = [];
  let alive = Date.now();
  /** @param {string} line */
  const take = (line) => {
    alive = Date.now();
    if (line.trim() === '') return;
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    onLine?.(line);
  };
  createInterface({ input: child.stdout }).on('line', take);
  createInterface({ input: child.stderr }).on('line', take);

  let stalled = false;
  let seen = activity?.();
  const watch = setInterval(
    () => {
      const now = activity?.();
      if (now !== seen) {
        seen = now;
        alive = Date.now();
      }
      if (Date.now() - alive < stallSeconds * 1000) return;
      stalled = true;
      child.stdin.destroy(); // the guard takes the command down
    },
    Math.min(1000, stallSeconds * 250),
  );
  const ended = /** @type {Promise<number | null>} */ (
    new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    })
  );
  const code = await ended.finally(() => clearInterval(watch));

  const output = tail.join('\n');
  const name = path.basename(command);
  if (stalled)
    throw new CommandError(
      `${name} showed no sign of life for ${stallSeconds} s and was ended.`,
      'stalled',
      output,
    );
  if (code === 127) throw new CommandError(`${name} was not found.`, 'missing', output);
  if (code !== 0)
    throw new CommandError(`${name} ended with exit code ${code ?? 'unknown'}.`, 'failed', output);
  return output;
}
