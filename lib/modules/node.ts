/** How this project's TypeScript gets to run: compiled or as it is, here or in a worker. */
export { compiledFolder, moduleToRun } from './compiled.ts';
export { importSource } from './import-source.ts';
