import pc from 'picocolors';
import type { QualityReport } from 'sentilab/quality';

/** What `data check` prints: every check in a line, then the data set in three. */
export function qualitySummary(report: QualityReport, page: string): string {
  const { data, findings, statistics } = report;
  const width = Math.max(...findings.map(({ kind }) => kind.length), 0);
  const lines = findings.map(({ kind, count, total, limit, passed, skipped, counts }) => {
    const sign =
      skipped !== null ? pc.dim('–') : !passed ? pc.red('✗') : count > 0 ? pc.yellow('●') : pc.green('✓');
    if (skipped !== null) return `${sign} ${kind.padEnd(width)} ${pc.dim(`skipped: ${skipped}`)}`;
    const share = total === 0 ? 0 : (100 * count) / total;
    const number = `${count.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    const of = count === 0 ? '' : ` (${share >= 1 ? share.toFixed(1) : Number(share.toPrecision(2))} %)`;
    const allowed = limit === 'none' ? '' : `, allowed ${limit}`;
    const what = count === 0 ? '' : pc.dim(`  ${counts}`);
    return `${sign} ${kind.padEnd(width)} ${number}${of}${passed ? pc.dim(allowed) : pc.red(allowed)}${what}`;
  });
  const { lengths, vocabulary, parts } = statistics;
  const at = (q: number): string =>
    Math.round(lengths.tokens.all.values[lengths.quantiles.indexOf(q)] ?? 0).toLocaleString('en');
  const all = vocabulary.classes.all;
  return `${[
    `${pc.bold(data.name)}: ${data.examples.toLocaleString('en')} examples; ${parts
      .map(({ name, negative, positive }) => `${name} ${negative}+${positive}`)
      .join(', ')} (negative+positive)`,
    ...lines,
    `Lengths in tokens: median ${at(0.5)}, 90 % from ${at(0.05)} to ${at(0.95)}, longest ${at(1)}`,
    `Vocabulary: ${all.types.toLocaleString('en')} different words in ${all.tokens.toLocaleString('en')}, ${all.hapax.toLocaleString('en')} seen once; Zipf slope ${vocabulary.zipf.slope.toFixed(2)}, Heaps exponent ${vocabulary.heaps.beta.toFixed(2)}`,
    `Report: ${page}`,
  ].join('\n')}\n`;
}
