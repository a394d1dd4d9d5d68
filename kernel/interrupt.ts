/** Where a program finds the signal, whether or not it runs in a notebook: `globalThis[Symbol.for('sentilab.interrupt')]`. */
export const INTERRUPT_SYMBOL = Symbol.for('sentilab.interrupt');

/** How long a cell may take to end by itself, with what it has so far, before it is abandoned. */
const GRACE_MS = 700;

/**
 * Turns Jupyter's interrupt (SIGINT) into an AbortSignal. tslab only stops waiting for the cell; the training inside it
 * would go on. The signal is current until it fires and is then replaced, so the next cell starts afresh.
 */
export class Interrupt {
  #controller = new AbortController();
  #fired = false;
  #running = false;
  #abandon: NodeJS.Timeout | null = null;

  /** The signal that the next interrupt will fire. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Puts the current signal where programs look for it. */
  publish(): void {
    Object.defineProperty(globalThis, INTERRUPT_SYMBOL, { configurable: true, get: () => this.signal });
  }

  /** A cell begins. */
  begin(): void {
    this.#fired = false;
    this.#running = true;
  }

  /** Whether the running cell was interrupted. */
  get fired(): boolean {
    return this.#fired;
  }

  /**
   * SIGINT. A cell that listens to the signal returns within the grace period and keeps its result; any other is
   * abandoned by `abandon`.
   */
  fire(abandon: () => void): void {
    const controller = this.#controller;
    this.#controller = new AbortController();
    controller.abort(interrupted());
    if (!this.#running) return; // only what an earlier cell left behind is told
    this.#fired = true;
    this.#abandon ??= setTimeout(abandon, GRACE_MS);
  }

  /** A cell ended, in whatever way. Tells whether it was interrupted. */
  end(): boolean {
    if (this.#abandon) clearTimeout(this.#abandon);
    this.#abandon = null;
    this.#running = false;
    return this.#fired;
  }
}

/** What an interrupted operation rejects with, when it does. */
function interrupted(): Error {
  const error = new Error('The cell was interrupted.');
  error.name = 'AbortError';
  return error;
}
