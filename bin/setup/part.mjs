/**
 * A part of the set-up: something the project needs on this machine. Everything in bin/setup runs before any package is
 * installed: only Node's own modules, types in JSDoc.
 *
 * @typedef {object} Check
 * @property {boolean} ok
 * @property {string} detail what was found, or what is wrong, in one line without a final full stop
 * @property {string} [fix] the command or instruction that puts it right
 * @property {string} [warning] what is not as good as it could be although it works
 *
 * @typedef {object} Progress
 * @property {(text: string) => void} line a line that stays
 * @property {(text: string) => void} status what is going on right now: replaced on a terminal, now and then a line elsewhere
 *
 * @typedef {object} Part
 * @property {string} name as in `ensure(['node', …])` and in `npm run doctor`
 * @property {string} title for people: `npm packages`
 * @property {string} why the reason, shown while it is installed: "trains on all cores"
 * @property {() => Check | Promise<Check>} check quick (well under a second), without side effects, needs no package
 * @property {(progress: Progress) => Promise<void>} install
 *   makes the next check ok, or throws a SetupError; may be killed at any moment and run again
 */

/**
 * The one error of the set-up: what is wrong and what to do. Printed without a stack trace.
 */
export class SetupError extends Error {
  /**
   * @param {string} message one sentence
   * @param {{fix?: string, exitCode?: 1 | 2, cause?: unknown}} [details] exit code 2 is for the person's mistake
   */
  constructor(message, { fix, exitCode = 1, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
    this.fix = fix;
    /** @type {1 | 2} */
    this.exitCode = exitCode;
  }
}
