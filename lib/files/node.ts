/** Durable files: written whole or not at all, found from anywhere in the project, locked by living processes only. */
export { writeFileAtomic, writeJsonAtomic } from './write-atomic.ts';
export { writeLinesAtomic } from './write-lines-atomic.ts';
export { readJson } from './read-json.ts';
export { projectRoot, fromRoot } from './project-root.ts';
export { acquireLock } from './lock.ts';
export type { Lock } from './lock.ts';
export { processStartTime, isAlive } from './process-identity.ts';
export { sha256File } from './sha256-file.ts';
export { syncFolder } from './sync-folder.ts';
export { readChecked } from './read-checked.ts';
