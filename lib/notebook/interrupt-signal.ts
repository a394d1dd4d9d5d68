/**
 * The signal that the notebook's stop button fires; hand it to whatever takes an AbortSignal. It is current until it
 * fires: ask for it in the cell that needs it. Outside a notebook it never fires.
 */
export function interruptSignal(): AbortSignal {
  const signal: unknown = Reflect.get(globalThis, Symbol.for('sentilab.interrupt'));
  return signal instanceof AbortSignal ? signal : new AbortController().signal;
}
