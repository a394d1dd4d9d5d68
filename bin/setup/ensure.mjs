import { colours } from './colours.mjs';
import { withLock } from './lock.mjs';
import { SetupError } from './part.mjs';

/**
 * @typedef {import('./part.mjs').Part} Part
 * @typedef {import('./part.mjs').Progress} Progress
 */

/**
 * Makes sure that every part is there, in this order, installing what is missing: once, with a reason for each step.
 * May be killed at any moment and started again, and started twice at the same time: the second waits for the first.
 *
 * @param {readonly Part[]} parts
 * @param {object} options
 * @param {Progress} options.progress
 * @param {string} options.lockFile
 * @throws {SetupError} when a part cannot be installed
 */
export async function ensure(parts, { progress, lockFile }) {
  const checks = await checkAll(parts);
  for (const { warning } of checks.map(({ check }) => check))
    if (warning !== undefined) progress.line(`${colours(process.stderr).yellow('Warning:')} ${warning}`);
  if (checks.every(({ check }) => check.ok)) return;
  /** @param {number} heldBy */
  const onWait = (heldBy) =>
    progress.line(`Another set-up of this project is at work (process ${heldBy}); waiting for it.`);
  await withLock(lockFile, onWait, async () => {
    // The one we waited for may have done it all.
    let todo = await missing(parts);
    if (todo.length === 0) return;
    const { bold, dim, green } = colours(process.stderr);
    progress.line(bold('Setting up, once. It can be interrupted at any time: the same command goes on.'));
    const begun = Date.now();
    // A step may bring a later one along, or take it away: new packages come without TensorFlow's library among them.
    for (let done = 0; todo.length > 0; todo = await missing(parts), done++) {
      const [part] = /** @type {readonly [Part]} */ (/** @type {unknown} */ (todo));
      const start = Date.now();
      progress.line(`${dim(`[${done + 1}/${done + todo.length}]`)} ${bold(part.title)}: ${part.why}`);
      await part.install(progress);
      const { ok, detail, fix } = await part.check();
      if (!ok) throw new SetupError(`${part.title}: ${detail}.`, fix === undefined ? {} : { fix });
      progress.line(`      ${green('✓')} ${detail} ${dim(`(${seconds(start)})`)}`);
    }
    progress.line(`${bold('Ready')} ${dim(`after ${seconds(begun)}`)}\n`);
  });
}

/**
 * Parts that are not there, in order.
 * @param {readonly Part[]} parts
 */
async function missing(parts) {
  return (await checkAll(parts)).filter(({ check }) => !check.ok).map(({ part }) => part);
}

/** @param {readonly Part[]} parts */
function checkAll(parts) {
  return Promise.all(parts.map(async (part) => ({ part, check: await part.check() })));
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
