import util from 'node:util';

/**
 * Puts back `util.isNullOrUndefined` and `util.isArray`, which Node 23 removed and tfjs-node 4.22 calls at run time.
 * To be called before tfjs-node is loaded; harmless on any Node.
 */
export function restoreNodeUtil(target: object = util): void {
  // Plain assignment would fail on Node 22, where reading isArray prints a deprecation warning: define, never read.
  Object.defineProperty(target, 'isNullOrUndefined', {
    value: (value: unknown) => value === null || value === undefined,
    configurable: true,
    writable: true,
  });
  Object.defineProperty(target, 'isArray', {
    value: (value: unknown) => Array.isArray(value),
    configurable: true,
    writable: true,
  });
}
