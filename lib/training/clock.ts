/** Where time comes from: an effect, so that a test can hold it still. */
export interface Clock {
  /** Wall time in seconds from some fixed point. */
  wall(): number;
  /** CPU time of this process in seconds, all threads together. */
  cpu(): number;
}

/** The real clock. A browser does not tell CPU time: there it is 0. */
export const systemClock: Clock = {
  wall: () => performance.now() / 1000,
  cpu: () => {
    if (typeof process === 'undefined' || typeof process.cpuUsage !== 'function') return 0;
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};
