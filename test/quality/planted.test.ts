import assert from 'node:assert/strict';
import fs from 'node:fs';
import { CHECK_KINDS, checkQuality, qualityReportSchema, type QualityReport } from 'sentilab/quality';
import { PLANTED_FILE, plantedBytes, type PlantedLine } from './make-planted.ts';

describe('checkQuality on planted faults', function () {
  this.timeout(60_000);
  const lines = fs
    .readFileSync(PLANTED_FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PlantedLine);
  const data = {
    name: 'planted',
    title: 'Planted faults',
    attribution: 'made for the tests',
    fingerprint: 'planted',
    examples: lines.map(({ id, text, label, rating, group }) => ({
      id,
      text,
      label,
      ...(rating === undefined ? {} : { rating }),
      ...(group === undefined ? {} : { group }),
    })),
    parts: lines.map(({ part }) => part),
  };
  let report: QualityReport;
  before(async () => {
    report = await checkQuality(data, { examples: 10_000 }, { now: () => new Date(0) });
  });

  it('is the file that its script makes', () => {
    assert.equal(fs.readFileSync(PLANTED_FILE, 'utf8'), plantedBytes());
  });

  it('has a planted fault of every kind but unbalanced classes', () => {
    const planted = new Set(lines.flatMap((line) => line.planted));
    assert.deepEqual(
      CHECK_KINDS.filter((kind) => !planted.has(kind)),
      ['imbalance'],
    );
  });

  for (const kind of CHECK_KINDS)
    it(`finds ${kind} where it was planted and nowhere else`, () => {
      const finding = report.findings.find((each) => each.kind === kind);
      const found = [...new Set(finding?.examples.flatMap(({ ids }) => ids))].sort();
      const planted = [
        ...new Set(lines.filter((line) => line.planted.includes(kind)).map(({ id }) => id)),
      ].sort();
      assert.equal(finding?.skipped, null);
      assert.deepEqual(found, planted);
      assert.equal(finding.count > 0, planted.length > 0);
    });

  it('finds unbalanced classes where one is nine times the other, and not at two to three', async () => {
    const skewed = (positives: number) => {
      const of = (label: number) => data.examples.filter((each) => each.label === label);
      const examples = [...of(0).slice(0, 100 - positives), ...of(1).slice(0, positives)];
      return checkQuality(
        { ...data, examples, parts: examples.map(() => 'all') },
        { only: ['imbalance'], limits: { imbalance: '70%' } },
      );
    };
    const [finding] = (await skewed(10)).findings;
    assert.deepEqual(
      [finding?.count, finding?.passed, finding?.facts['share of the smaller class']],
      [80, false, 0.1],
    );
    assert.equal((await skewed(40)).findings[0]?.count, 0);
  });

  it('gives a report that its schema accepts, and the same again but for its date', async () => {
    const json: unknown = JSON.parse(JSON.stringify(report));
    assert.deepEqual(qualityReportSchema.parse(json), report);
    const again = await checkQuality(data, { examples: 10_000 }, { now: () => new Date(5) });
    assert.deepEqual({ ...again, createdAt: report.createdAt }, report);
  });

  it('shows characters that cannot be seen by name, so that no excerpt steers a terminal', () => {
    const excerpts = report.findings.flatMap(({ examples }) =>
      examples.map((each) => each.excerpt + each.detail),
    );
    assert.ok(excerpts.some((text) => text.includes('⟨U+0007⟩')));
    assert.deepEqual(
      excerpts.filter((text) => /[\p{Cc}\p{Cs}]/u.test(text)),
      [],
    );
  });
});
