import fs from 'node:fs';
import { colours } from './colours.mjs';
import { SetupError } from './part.mjs';
import { ALL_PARTS } from './parts/index.mjs';
import { cacheFolder, fromRoot, root } from './paths.mjs';
import { readStamp } from './stamp.mjs';
import { readProof, runSmokeTest } from './tensorflow/prove.mjs';
import { KERNELS_SPEEDUP } from './tensorflow/versions.mjs';
import { backendWish } from './tensorflow/wish.mjs';

/** @typedef {{name: string, title: string, ok: boolean, detail: string, fix?: string, warning?: string}} Finding */

const HELP = `Usage: npm run doctor [-- --json]

Looks at every part that the project needs on this machine, says what is missing and how to get it.
Exit code 0: everything is there. 1: something is missing. It changes nothing.

Options:
  --json    print the findings as JSON
  --help    print this text
`;

/**
 * `npm run doctor`. Works in a fresh clone, with no packages installed.
 *
 * @param {readonly string[]} argv
 * @returns {Promise<number>}
 */
export async function doctor(argv) {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = argv.find((argument) => !['--json', '--verbose'].includes(argument));
  if (unknown !== undefined)
    throw new SetupError(`doctor has no option ${unknown}`, { fix: 'npm run doctor -- --help', exitCode: 2 });
  const findings = await examine();
  const ok = findings.every(isGreen);
  if (argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ ok, root, cache: cacheFolder(), parts: findings }, null, 2)}\n`);
  } else {
    process.stdout.write(`${render(findings, colours(process.stdout))}\n`);
  }
  return ok ? 0 : 1;
}

/** @returns {Promise<Finding[]>} */
async function examine() {
  const findings = await Promise.all(
    ALL_PARTS.map(async (part) => ({ name: part.name, title: part.title, ...(await part.check()) })),
  );
  const more = await Promise.all(
    findings.map(async (finding) => {
      if (finding.name === 'tensorflow') return [finding, ...(await backendFindings(finding))];
      if (finding.name === 'notebook') return [finding, kernelFinding()];
      return [finding];
    }),
  );
  return more.flat();
}

/**
 * Threads and oneDNN, told by the backend itself while it runs: a proof of yesterday is not enough for a doctor.
 *
 * @param {Finding} backend
 * @returns {Promise<Finding[]>}
 */
async function backendFindings(backend) {
  if (!backend.ok) return [];
  const kind = readProof('native') && backendWish() !== 'wasm' ? 'native' : 'wasm';
  try {
    const { threads, onednn, tfjsVersion, kernels } = await runSmokeTest(kind);
    const off = kind === 'wasm' ? 'off (native TensorFlow only)' : 'off (TF_ENABLE_ONEDNN_OPTS=0)';
    return [
      { name: 'backend', title: 'Backend runs', ok: true, detail: `${kind}, TensorFlow.js ${tfjsVersion}` },
      { name: 'threads', title: 'Threads', ok: true, detail: `${threads} per operation` },
      { name: 'onednn', title: 'oneDNN', ok: true, detail: onednn ? 'on' : off },
      ...(kind === 'native' ? [kernelsFinding(kernels)] : []),
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const fix = 'rm -r node_modules/.sentilab && npm run sweep';
    return [{ name: 'backend', title: 'Backend runs', ok: false, detail, fix }];
  }
}

/**
 * @param {string | null} kernels
 * @returns {Finding}
 */
function kernelsFinding(kernels) {
  const which =
    process.env['SENTILAB_KERNELS'] === 'off'
      ? 'off (SENTILAB_KERNELS=off)'
      : `not built: TensorFlow's own operations, about ${KERNELS_SPEEDUP} times slower`;
  return { name: 'kernels', title: 'Recurrent kernels', ok: true, detail: kernels ?? which };
}

/** @returns {Finding} */
function kernelFinding() {
  const file = '.venv/share/jupyter/kernels/sentilab/kernel.json';
  const name = 'kernel';
  const title = 'Notebook kernel';
  const spec = /** @type {{argv?: string[]} | null} */ (readStamp(fromRoot(file)));
  if (spec?.argv?.every((argument) => !argument.startsWith('/') || fs.existsSync(argument)))
    return { name, title, ok: true, detail: file };
  return { name, title, ok: false, detail: 'not installed', fix: 'npm run notebook' };
}

/**
 * The findings as aligned lines.
 *
 * @param {readonly Finding[]} findings
 * @param {ReturnType<typeof colours>} paint
 * @returns {string}
 */
export function render(findings, { bold, dim, red, green, yellow }) {
  const width = Math.max(...findings.map(({ title }) => title.length));
  const lines = findings.flatMap(({ title, ok, detail, fix, warning }) => {
    const sign = !ok ? red('✗') : warning === undefined ? green('✓') : yellow('!');
    const line = `  ${sign} ${title.padEnd(width)}  ${ok ? detail : red(detail)}`;
    const showFix = fix !== undefined && (!ok || warning !== undefined);
    return showFix ? [line, `    ${' '.repeat(width)}  ${dim('fix:')} ${bold(fix)}`] : [line];
  });
  const open = findings.filter((finding) => !isGreen(finding)).length;
  const verdict =
    open === 0 ? green('Everything is there.') : red(`${open} of ${findings.length} need attention.`);
  return [`\n${bold('sentilab doctor')} ${dim(root)}\n`, ...lines, '', `  ${verdict}`].join('\n');
}

/** @param {Finding} finding */
function isGreen({ ok, warning }) {
  return ok && warning === undefined;
}
