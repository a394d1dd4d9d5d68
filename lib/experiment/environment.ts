import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { projectRoot, readJson } from '../files/node.ts';
import type { KernelPath } from '../runtime/index.ts';
import type { Environment } from '../tracking/index.ts';

/** What of a backend goes into a record; the rest is the machine's. */
export interface BackendFacts {
  readonly kind: 'native' | 'wasm';
  readonly tensorflowVersion: string | null;
  readonly tfjsVersion: string;
  readonly threads: number;
  readonly onednn: boolean;
  readonly kernels: KernelPath | null;
}

/** What is known of a backend before a worker has loaded it: for the record of a run that never came so far. */
export function unprovedBackend({
  backend,
  threads,
}: {
  readonly backend: 'native' | 'wasm';
  readonly threads: number;
}): BackendFacts {
  return {
    kind: backend,
    tensorflowVersion: null,
    tfjsVersion: 'unknown',
    threads,
    onednn: false,
    kernels: null,
  };
}

/**
 * Everything outside the configuration that can change a result's bits.
 *
 * @param backend null for a model without tensors
 */
export function captureEnvironment(backend: BackendFacts | null): Environment {
  return {
    backend: backend?.kind ?? 'none',
    tensorflow: backend?.tensorflowVersion ?? null,
    tfjs: backend?.tfjsVersion ?? 'none',
    node: process.version,
    sentilab: projectVersion(),
    platform: `${process.platform}-${process.arch}`,
    cpu: os.cpus()[0]?.model ?? 'unknown',
    threads: backend?.threads ?? 1,
    onednn: backend?.onednn ?? false,
    ...(backend?.kind === 'native' && { kernels: backend.kernels ?? 'none' }),
    gitCommit: gitCommit(),
  };
}

function projectVersion(): string {
  return (readJson(`${projectRoot()}/package.json`) as { version: string }).version;
}

let commit: string | null | undefined;

/** The commit of the sources, `-dirty` when tracked files differ; null outside a git checkout. Asked once per process. */
function gitCommit(): string | null {
  if (commit === undefined) {
    try {
      const git = (...args: string[]): string =>
        execFileSync('git', args, {
          cwd: projectRoot(),
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
      commit =
        git('rev-parse', 'HEAD') +
        (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '-dirty');
    } catch {
      commit = null;
    }
  }
  return commit;
}
