import type { RunRecord } from '../tracking/index.ts';

/** Measures one run: wall time, CPU time of the whole process (TensorFlow's threads included), peak memory. */
export interface Stopwatch {
  stop(): RunRecord['timing'];
}

export function startStopwatch(): Stopwatch {
  const startedAt = new Date();
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return {
    stop() {
      const used = process.cpuUsage(cpu);
      return {
        startedAt: startedAt.toISOString(),
        finishedAt: new Date().toISOString(),
        wallSeconds: (performance.now() - wall) / 1000,
        cpuSeconds: (used.user + used.system) / 1e6,
        peakMemoryMiB: process.resourceUsage().maxRSS / 1024, // of the process so far: a worker trains many runs
      };
    },
  };
}
