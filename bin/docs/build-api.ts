import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FailureError } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';

/**
 * The API reference by typedoc: every public module of lib, with the README and the pages of docs/ beside them. It needs no
 * network: scripts, styles and search index are files of the folder.
 *
 * @param out folder for it; what was in it goes
 * @param entries patterns of the modules; default: all public ones
 */
export async function buildApi(
  out: string,
  entries: readonly string[] = ['lib/*/index.ts', 'lib/*/node.ts'],
): Promise<void> {
  const args = [
    ...entries.flatMap((entry) => ['--entryPoints', entry]),
    ...['--tsconfig', 'tsconfig.json', '--out', out, '--name', 'sentilab', '--readme', 'README.md'],
    ...[
      '--projectDocuments',
      'docs/*.md',
      '--disableSources',
      '--excludeExternals',
      '--hideGenerator',
      '--alwaysCreateEntryPointModule',
    ],
    // Types are npm test's to check; types that are named and not exported are meant to be read in place.
    ...['--skipErrorChecking', '--validation', 'false', '--logLevel', 'Error'],
  ];
  try {
    await promisify(execFile)(process.execPath, [fromRoot('node_modules/typedoc/bin/typedoc'), ...args], {
      cwd: fromRoot(),
      maxBuffer: 1e8,
    });
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { readonly stderr?: string; readonly stdout?: string };
    throw new FailureError(`typedoc failed: ${(stderr || stdout).trim()}`, { cause: error });
  }
}
