/** Milliseconds of work after which the event loop gets its turn. */
const STRETCH = 200;

/**
 * A function to be awaited between steps. Steps block the event loop; about every 200 ms this lets it run, so that
 * signals, messages from other processes and timers are heard while a model trains.
 */
export function createBreather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < STRETCH) return undefined;
    return nextTurn().then(() => {
      last = performance.now();
    });
  };
}

/** Resolves after the event loop has handled what is waiting. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0); // a browser
  });
}
