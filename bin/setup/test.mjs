import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { colours } from './colours.mjs';
import { fromRoot, root } from './paths.mjs';
import { readStamp } from './stamp.mjs';

/**
 * @typedef {{name: string, what: string, args: readonly string[]}} Stage
 * @typedef {{passes: number, failures: number, pending: number}} Counts
 * @typedef {{name: string, ok: boolean, seconds: number}} Result
 */

/** @type {readonly Stage[]} */
const CHECKS = [
  { name: 'types', what: 'strict TypeScript', args: ['typescript/bin/tsc', '--noEmit'] },
  { name: 'lint', what: 'eslint with types', args: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { name: 'format', what: 'prettier', args: ['prettier/bin/prettier.cjs', '--check', '.'] },
  { name: 'unused', what: 'knip: files, exports, dependencies', args: ['knip/bin/knip.js'] },
];

/**
 * `npm test`: types, lint, format, unused, tests, in this order, each reported whatever the others say. With arguments
 * (files, folders, mocha's options such as `-g`) only the tests run, and of them only the chosen ones.
 *
 * @param {readonly string[]} argv
 * @returns {Promise<number>}
 */
export async function test(argv) {
  const { bold, dim, green, red } = colours(process.stdout);
  /** @type {Result[]} */
  const results = [];
  /**
   * @param {string} name
   * @param {string} what
   * @param {() => Promise<boolean>} action
   */
  const stage = async (name, what, action) => {
    process.stdout.write(`\n${bold(name)} ${dim(what)}\n`);
    const start = Date.now();
    const ok = await action();
    const seconds = (Date.now() - start) / 1000;
    results.push({ name, ok, seconds });
    process.stdout.write(`${ok ? green('✓') : red('✗')} ${name} ${dim(`${seconds.toFixed(1)} s`)}\n`);
  };

  const checks = argv.length === 0 ? CHECKS : [];
  for (const { name, what, args } of checks) await stage(name, what, async () => (await node(args)) === 0);
  /** @type {Counts} */
  let counts = { passes: 0, failures: 0, pending: 0 };
  await stage('tests', 'mocha', async () => {
    const run = await mocha(argv);
    counts = run.counts;
    return run.ok;
  });

  process.stdout.write(`\n${bold('Summary')}\n`);
  for (const { name, ok, seconds } of results)
    process.stdout.write(
      `  ${ok ? green('✓') : red('✗')} ${name.padEnd(8)} ${dim(`${seconds.toFixed(1)} s`)}\n`,
    );
  if (counts.pending > 0) process.stdout.write(`  ${counts.pending} tests skipped\n`);
  // A check that failed must not hide behind the tests' numbers.
  const failedChecks = results.filter(({ name, ok }) => name !== 'tests' && !ok).length;
  process.stdout.write(`\n${counts.passes} passed, ${counts.failures + failedChecks} failed\n`);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/**
 * @param {readonly string[]} argv
 * @returns {Promise<{ok: boolean, counts: Counts}>}
 */
async function mocha(argv) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-test-'));
  const file = path.join(folder, 'counts.json');
  try {
    const reporter = fromRoot('bin/setup/counting-reporter.cjs');
    const args = ['mocha/bin/mocha.js', '--reporter', reporter, ...selection(argv)];
    const code = await node(args, { SENTILAB_TEST_COUNTS: file });
    const counts = /** @type {Counts | null} */ (readStamp(file));
    // Without counts mocha did not get to its end: that is one failure at least.
    if (counts === null) return { ok: false, counts: { passes: 0, failures: 1, pending: 0 } };
    const failures = code !== 0 && counts.failures === 0 ? 1 : counts.failures;
    return { ok: code === 0 && failures === 0, counts: { ...counts, failures } };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What mocha is to run: the chosen files and folders, or everything.
 *
 * @param {readonly string[]} argv
 * @returns {readonly string[]}
 */
export function selection(argv) {
  const isPath = (/** @type {string} */ argument) =>
    !argument.startsWith('-') && fs.existsSync(fromRoot(argument));
  const chosen = argv.some(isPath) ? argv : [...argv, 'test'];
  return ['--recursive', '--extension=test.ts', ...chosen];
}

/**
 * Runs a tool out of node_modules with this Node, on this terminal.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
function node([script = '', ...args], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fromRoot('node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
