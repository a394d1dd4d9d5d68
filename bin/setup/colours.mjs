/**
 * Colours for a stream: on a terminal, unless NO_COLOR is set (any value but the empty one) or TERM is "dumb".
 *
 * @param {{isTTY?: boolean}} stream
 * @param {NodeJS.ProcessEnv} [env]
 */
export function colours(stream, env = process.env) {
  const on = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  /** @param {number} open @param {number} close */
  const paint = (open, close) => (/** @type {string} */ text) =>
    on ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  };
}
