import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * When a process started, as an opaque string, or null when it is gone. A pid alone is not an identity: pids are
 * reused. The same as lib/files/process-identity.ts, which cannot be loaded yet when the set-up runs.
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function processStartTime(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command in parentheses may hold spaces; fields are counted after the last ')'. Field 22 is the start time.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return null; // a zombie owns nothing any more
      return fields[19] ?? null;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/**
 * Whether the very process that had this pid and start time still runs.
 *
 * @param {number} pid
 * @param {string} startTime
 */
export function isAlive(pid, startTime) {
  return processStartTime(pid) === startTime;
}
