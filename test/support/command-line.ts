import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiled } from '../../bin/setup/compile/compiled.mjs';

const project = path.resolve(import.meta.dirname, '../..');
const cli = pathToFileURL(path.join(await compiled(), 'bin/cli.mjs')).href;
const script = `import { main } from ${JSON.stringify(cli)};
process.exitCode = await main(process.argv.slice(1));`;

export interface CommandLineOptions {
  /** Beside those of this process; colours and TensorFlow's notes are off. */
  readonly env?: Readonly<Record<string, string>>;
  /** What comes on standard input; default nothing. */
  readonly input?: string;
}

/**
 * Program, arguments and options of one command line, for a test that spawns it: compiled as for a person, without the
 * set-up, since everything is installed.
 */
export function commandLine(
  args: readonly string[],
  { env = {} }: Pick<CommandLineOptions, 'env'> = {},
): [program: string, args: string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }] {
  return [
    process.execPath,
    ['--input-type=module', '-e', script, '--', ...args],
    { cwd: project, env: { ...process.env, NO_COLOR: '1', TF_CPP_MIN_LOG_LEVEL: '2', ...env } },
  ];
}

/** Runs one command line to its end. */
export function runCommandLine(
  args: readonly string[],
  { env = {}, input = '' }: CommandLineOptions = {},
): SpawnSyncReturns<string> {
  const [program, given, options] = commandLine(args, { env });
  return spawnSync(program, given, { ...options, input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
