import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from '../../errors/index.ts';
import { projectRoot, writeJsonAtomic } from '../../files/node.ts';
import { hashOf, sha256Hex } from '../../hash/index.ts';
import { compiledFolder } from '../../modules/node.ts';

/** The code that a training and its evaluation run through: what can change a result besides its configuration. */
export interface ReachedCode {
  /** Of everything below. */
  readonly hash: string;
  /** Hash by file, relative to the project's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Version by package, that of libtensorflow and the major one of Node among them. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Everything that a trial runs through begins here. */
const ENTRY = `
  export { createTrialHandler } from './lib/experiment/trial-handler.ts';
  export { loadBackend } from './lib/runtime/node.ts';`;
/** Records and their comparison: they keep results and do not make them. */
const KEEPERS = 'lib/tracking/';
/** Its output is hashed, so another version of it may hash the same sources to something else. */
const BUNDLER = 'esbuild';

/**
 * Follows the imports of the trial's code with esbuild and hashes what is reached, file by file, as it is executed: without
 * types and comments, and without what nothing of it calls. So an edited plot, sampler, page or comment changes nothing.
 * Takes some tenths of a second, in another process; compiled code remembers it.
 *
 * @param root the project's folder; default: this one
 * @throws FailureError when a source cannot be read or parsed
 */
export async function reachedCode(root: string = projectRoot()): Promise<ReachedCode> {
  const { files, imports } = await (root === projectRoot() ? sourcesThatRun(root) : reachedSources(root));
  const packages = versionsOf(root, imports);
  return { hash: hashOf({ files, packages }), files, packages };
}

/** What the bundler found: hashes by file, and names of imported modules that are not the project's. */
interface ReachedSources {
  readonly files: Readonly<Record<string, string>>;
  readonly imports: readonly string[];
}

/** Compiled code is of fixed sources: what they reach is found once and kept beside it. */
async function sourcesThatRun(root: string): Promise<ReachedSources> {
  if (compiledFolder === null) return reachedSources(root);
  const kept = path.join(compiledFolder, 'reached-code.json');
  if (fs.existsSync(kept)) return JSON.parse(fs.readFileSync(kept, 'utf8')) as ReachedSources;
  const found = await reachedSources(root);
  writeJsonAtomic(kept, found);
  return found;
}

async function reachedSources(root: string): Promise<ReachedSources> {
  const { output, inputs, imports } = await bundle(root);
  return { files: hashPieces(output, inputs), imports: [...imports] };
}

async function bundle(root: string): Promise<{ output: string; inputs: Set<string>; imports: Set<string> }> {
  const { build } = await import('esbuild');
  try {
    const { metafile, outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
      absWorkingDir: root,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'esnext',
      legalComments: 'none',
      charset: 'utf8',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const [made] = Object.values(metafile.outputs);
    const kept = Object.entries(made?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    return {
      output: outputFiles[0]?.text ?? '',
      inputs: new Set(kept.map(([file]) => file)),
      imports: new Set((made?.imports ?? []).map((one) => one.path)),
    };
  } catch (error) {
    throw new FailureError(`The sources of the trials could not be followed: ${errorMessage(error)}.`, {
      field: root,
      cause: error,
    });
  }
}

/** The bundle is the files one after the other, each behind a comment with its name. */
function hashPieces(output: string, inputs: ReadonlySet<string>): Record<string, string> {
  const pieces = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of output.split('\n')) {
    const name = line.startsWith('// ') ? line.slice(3) : null;
    if (name !== null && inputs.has(name)) pieces.set(name, (lines = []));
    else lines.push(line);
  }
  const sorted = [...pieces].filter(([name]) => !name.startsWith(KEEPERS)).sort(byName);
  return Object.fromEntries(sorted.map(([name, piece]) => [name, sha256Hex(piece.join('\n')).slice(0, 16)]));
}

function versionsOf(root: string, imports: readonly string[]): Record<string, string> {
  const names = new Set([BUNDLER]);
  for (const name of imports) {
    const found = /^(@[^/]+\/[^/]+|[^@./][^/]*)/.exec(name)?.[1];
    if (found !== undefined && !name.startsWith('node:')) names.add(found);
  }
  const versions: [string, string][] = [['node', process.version.slice(1).split('.')[0] ?? '']];
  for (const name of names) {
    const version = readField(path.join(root, 'node_modules', name, 'package.json'), ['version']);
    if (version !== null) versions.push([name, version]); // null: built into Node
  }
  const proved = path.join(root, 'node_modules', '.sentilab', 'native.json');
  const tensorflow = readField(proved, ['proof', 'tensorflowVersion']);
  if (tensorflow !== null) versions.push(['libtensorflow', tensorflow]);
  return Object.fromEntries(versions.sort(byName));
}

/** A text out of a JSON file; null when there is no such file or field. */
function readField(file: string, keys: readonly string[]): string | null {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
  for (const key of keys) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === 'string' ? value : null;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
