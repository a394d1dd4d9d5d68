/** @typedef {import('./part.mjs').Progress} Progress */

const PLAIN_INTERVAL_MS = 10_000;

/**
 * Progress on a stream, by default standard error, so that `--json` on standard output stays clean. On a terminal the
 * status is one line that is written over; elsewhere it becomes a plain line at most every ten seconds.
 *
 * @param {{isTTY?: boolean, columns?: number, write(text: string): unknown}} [stream]
 * @param {() => number} [now] clock in milliseconds
 * @returns {Progress}
 */
export function createProgress(stream = process.stderr, now = Date.now) {
  let shown = false;
  let last = now();
  let lastText = '';
  const clear = () => {
    if (shown) stream.write('\r\u001b[2K');
    shown = false;
  };
  return {
    line(text) {
      clear();
      stream.write(`${text}\n`);
      last = now();
    },
    status(text) {
      if (stream.isTTY) {
        clear();
        stream.write(`      ${text}`.slice(0, (stream.columns ?? 80) - 1));
        shown = true;
      } else if (now() - last >= PLAIN_INTERVAL_MS && text !== lastText) {
        stream.write(`      ${text}\n`);
        last = now();
        lastText = text;
      }
    },
  };
}
