import { parseConfig } from '../config/index.ts';
import { UserError } from '../errors/index.ts';
import { Rng } from '../random/index.ts';
import type { Found, QualityCheck } from './check.ts';
import { CHECKS, CHECK_KINDS } from './checks/index.ts';
import { SharedContext, type QualityEffects } from './context.ts';
import { excerpt } from './excerpt.ts';
import { withinLimit } from './limits.ts';
import { qualityOptionsSchema, type QualityOptions, type QualityOptionsInput } from './options.ts';
import { partsOf, type QualityData } from './parts.ts';
import { QUALITY_REPORT_VERSION, type Finding, type QualityReport } from './report.ts';
import { describeData } from './statistics/index.ts';

/**
 * Runs the checks over a data set and describes it in numbers. The same data and options give the same report but for
 * its date.
 *
 * @param options see `qualityOptionsSchema` for the defaults
 * @throws UserError when an option is wrong or there is no example; the signal's reason when called off
 */
export async function checkQuality(
  data: QualityData,
  options: QualityOptionsInput = {},
  effects: QualityEffects = {},
): Promise<QualityReport> {
  const whole = parseConfig(qualityOptionsSchema, options, 'quality');
  const { name, title, attribution, fingerprint, examples } = data;
  if (examples.length === 0) throw new UserError(`${name} has no example to look at.`, { field: 'examples' });
  const { parts, partOf } = partsOf(data, whole.split);
  const shared = new SharedContext({ examples, parts, partOf }, whole.duplicates, effects);
  const rng = new Rng(whole.seed).split('quality');
  const findings: Finding[] = [];
  for (const kind of CHECK_KINDS) {
    if ((whole.only !== undefined && !whole.only.includes(kind)) || whole.skip.includes(kind)) continue;
    const check: QualityCheck = CHECKS[kind];
    const found = await check.run(shared.forStep(check.title, rng.split(kind)), whole.checks[kind]);
    findings.push(findingOf(check, found, data, whole));
  }
  const statistics = await describeData(
    shared.forStep('Statistics', rng.split('statistics')),
    whole.classWords,
  );
  return {
    version: QUALITY_REPORT_VERSION,
    createdAt: (effects.now?.() ?? new Date()).toISOString(),
    data: { name, title, attribution, fingerprint, examples: examples.length },
    options: whole,
    passed: findings.every(({ passed }) => passed),
    findings,
    statistics,
  };
}

function findingOf(
  check: QualityCheck,
  found: Found,
  { examples }: QualityData,
  options: QualityOptions,
): Finding {
  const { kind, title, counts, severity, fix } = check;
  const total = found.total ?? examples.length;
  const limit = options.limits[kind as keyof QualityOptions['limits']] ?? check.limit;
  return {
    kind,
    title,
    counts,
    severity,
    fix,
    count: found.count,
    total,
    limit,
    passed: found.skipped !== undefined || withinLimit(limit, found.count, total),
    skipped: found.skipped ?? null,
    facts: found.facts ?? {},
    histogram: found.histogram ?? null,
    examples: found.examples.slice(0, options.examples).map(({ at, detail, offset }) => ({
      ids: at.map((i) => examples[i]?.id ?? ''),
      detail,
      excerpt: excerpt(examples[at[0] ?? 0]?.text ?? '', offset),
    })),
    found: found.examples.length,
  };
}
