import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Example } from 'sentilab/data';
import {
  CHECKS,
  CHECK_KINDS,
  checkQuality,
  qualityOptionsSchema,
  writtenLimitSchema,
} from 'sentilab/quality';

const root = path.resolve(import.meta.dirname, '../..');
const data = (examples: readonly Example[]) => ({
  name: 'any',
  title: 'Any',
  attribution: 'none',
  fingerprint: 'any',
  examples,
});

/** Every check keeps to this; a new one is covered by being in the registry. */
describe('every quality check', function () {
  this.timeout(60_000);

  for (const kind of CHECK_KINDS)
    describe(kind, () => {
      const check = CHECKS[kind];

      it('is registered by its own kind, has words for people and a valid limit', () => {
        assert.equal(check.kind, kind);
        for (const words of [check.title, check.counts, check.fix]) assert.match(words, /\S/);
        assert.match(check.fix, /\.$/);
        assert.equal(writtenLimitSchema.safeParse(check.limit).success, true);
      });

      it('runs with every option at its default, and documents each in docs/data.md', () => {
        const options = check.options.parse({});
        const page = fs.readFileSync(path.join(root, 'docs/data.md'), 'utf8');
        const section = page.slice(page.indexOf('## Quality report'));
        assert.ok(section.includes(`\`${kind}\``), kind);
        for (const [name, value] of Object.entries(options))
          assert.match(
            section,
            new RegExp(
              `\\| \`${kind}\\.${name}\` +\\| \`${JSON.stringify(value).replace(/[.*+?^${}()|[\]\\"]/g, '\\$&')}\``,
            ),
          );
      });

      it('takes one example, and examples all alike, without a fault of its own', async () => {
        const one: Example = { id: 'a', text: 'A film.', label: 0 };
        for (const examples of [[one], Array.from({ length: 60 }, (_, i) => ({ ...one, id: `a${i}` }))]) {
          const { findings } = await checkQuality(data(examples), { only: [kind], split: 'none' });
          const [finding] = findings;
          assert.equal(findings.length, 1);
          assert.ok(finding && finding.count <= Math.max(finding.total, examples.length));
        }
      });
    });

  it('takes any text whatever, and points only at ids that exist', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            text: fc.oneof(
              fc.string({ unit: 'binary', maxLength: 200 }),
              fc.string({ maxLength: 60 }).map((text) => `<p>${text}&amp;Ã©`),
            ),
            label: fc.constantFrom<0 | 1>(0, 1),
            group: fc.option(fc.constantFrom('g', 'h', ''), { nil: undefined }),
            rating: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        async (records) => {
          const examples = records.map(({ text, label, group, rating }, i): Example => ({
            id: `id-${i}`,
            text,
            label,
            ...(group === undefined ? {} : { group }),
            ...(rating === undefined ? {} : { rating }),
          }));
          const ids = new Set(examples.map(({ id }) => id));
          const { findings } = await checkQuality(data(examples), { examples: 1000 });
          for (const finding of findings) {
            assert.ok(finding.count <= Math.max(1, finding.total), finding.kind);
            for (const { ids: named } of finding.examples) for (const id of named) assert.ok(ids.has(id));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('can be left out by name, and misspelt options are named with what was meant', async () => {
    const examples = [{ id: 'a', text: 'A film.', label: 0 as const }];
    const { findings } = await checkQuality(data(examples), { skip: ['language', 'html'] });
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      CHECK_KINDS.filter((kind) => kind !== 'language' && kind !== 'html'),
    );
    const wrong: object = { checks: { 'too-short': { minWord: 3 } } };
    await assert.rejects(
      checkQuality(data(examples), wrong),
      /quality\.checks\.too-short.*minWord.*Did you mean "minWords"/,
    );
    assert.deepEqual(Object.keys(qualityOptionsSchema.parse({}).checks), CHECK_KINDS);
  });
});
