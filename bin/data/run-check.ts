import path from 'node:path';
import { FailureError, UserError, didYouMean, errorMessage } from 'sentilab/errors';
import { projectRoot, readJson, writeFileAtomic, writeJsonAtomic } from 'sentilab/files/node';
import { renderQualityReport } from 'sentilab/plots';
import { plotlySource } from 'sentilab/plots/node';
import {
  CHECK_KINDS,
  checkQuality,
  parseLimits,
  type CheckKind,
  type QualityOptionsInput,
  type QualityReport,
} from 'sentilab/quality';
import { stepLine } from '../progress/step-line.ts';
import { qualitySummary } from '../summary/quality-summary.ts';
import type { CheckFlags } from './check-flags.ts';
import { loadForCheck } from './load-for-check.ts';

/**
 * Checks a data set, writes the report as JSON and as a page, and prints it.
 *
 * @throws FailureError naming every check that is over its limit
 */
export async function runCheck(name: string, flags: CheckFlags): Promise<void> {
  const options = optionsOf(flags);
  const root = projectRoot();
  const line = stepLine(process.stderr);
  let report: QualityReport;
  try {
    const data = await loadForCheck(name, root, (done) => line.show('Reading', done, 0));
    report = await checkQuality(data, options, {
      onProgress: ({ step, done, total }) => line.show(step, done, total),
    });
  } finally {
    line.clear();
  }
  const files = writeReport(report, root);
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : qualitySummary(report, files.html));
  const over = report.findings.filter(({ passed }) => !passed);
  if (over.length > 0)
    throw new FailureError(
      `${report.data.name} is over ${over.length === 1 ? 'a limit' : 'limits'}: ${over
        .map(({ kind, count, total, limit }) => `${kind} ${count} of ${total}, allowed ${limit}`)
        .join('; ')}.`,
      {
        fix: `Look at ${files.html}; another limit is --fail-on ${over[0]?.kind ?? ''}=2%, none is ${over[0]?.kind ?? ''}=none.`,
      },
    );
}

/** Flags over the file of `--options`, over the defaults. */
function optionsOf({ failOn, only, skip, examples, options }: CheckFlags): QualityOptionsInput {
  const written = options === undefined ? {} : readOptions(options);
  const limits = failOn === undefined ? {} : parseLimits(failOn, CHECK_KINDS);
  return {
    ...written,
    limits: { ...written.limits, ...limits },
    ...(examples === undefined ? {} : { examples }),
    ...(only === undefined ? {} : { only: only.map((kind) => knownKind(kind, '--only')) }),
    ...(skip === undefined ? {} : { skip: skip.map((kind) => knownKind(kind, '--skip')) }),
  };
}

function knownKind(name: string, field: string): CheckKind {
  const known = CHECK_KINDS.find((kind) => kind === name);
  if (known !== undefined) return known;
  throw new UserError('There is no such check.', { field, value: name, fix: didYouMean(name, CHECK_KINDS) });
}

function readOptions(file: string): QualityOptionsInput {
  try {
    return readJson(file) as QualityOptionsInput; // checked by checkQuality
  } catch (error) {
    throw new UserError(errorMessage(error), { field: '--options', value: file, fix: 'Give a JSON file.' });
  }
}

/** Both forms of the report, whole or not at all; paths as a person would type them. */
function writeReport(report: QualityReport, root: string): { readonly json: string; readonly html: string } {
  const base = path.join(root, 'data/processed/quality', report.data.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-'));
  writeJsonAtomic(`${base}.json`, report);
  writeFileAtomic(`${base}.html`, renderQualityReport({ report, plotlySource: plotlySource() }));
  const shown = (file: string): string => path.relative(process.cwd(), file) || file;
  return { json: shown(`${base}.json`), html: shown(`${base}.html`) };
}
