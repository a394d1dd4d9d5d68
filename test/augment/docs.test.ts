import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { AUGMENTERS, CORRUPTIONS, gateConfigSchema, translatorConfigSchema } from 'sentilab/augment';

const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/data.md'), 'utf8');
const part = (from: string, to: string): string => page.slice(page.indexOf(from), page.indexOf(to));
const rows = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('| `'));

describe('docs/data.md, augmentation and robustness', () => {
  it('has a row for every option of every augmenter, with its default', () => {
    const table = rows(part('### Augmenters', '### Translators'));
    for (const { kind, schema } of AUGMENTERS) {
      const config = kind === 'back-translation' ? { kind, translator: { kind: 'synset-pivot' } } : { kind };
      for (const [option, value] of Object.entries(schema.parse(config))) {
        if (option === 'kind' || option === 'translator') continue;
        const row =
          table.find(
            (line) => line.startsWith(`| \`${option}\``) && line.split('|')[1]?.includes(`\`${kind}\``),
          ) ??
          table.find((line) => line.startsWith(`| \`${option}\` `) && !line.split('|')[1]?.includes('('));
        assert.ok(row, `${kind}: ${option}`);
        const shown = typeof value === 'string' ? `\`'${value}'\`` : `\`${String(value)}\``;
        assert.equal(row.split('|')[2]?.trim(), shown, `${kind}: ${option}`);
      }
    }
  });

  it('has a row for every option of gate and translators, the gate’s with its default', () => {
    const gate = rows(part('### The gate', '## Robustness'));
    for (const [option, value] of Object.entries(gateConfigSchema.parse({}))) {
      const row = gate.find((line) => line.startsWith(`| \`${option}\` `));
      const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
      assert.equal(row?.split('|')[2]?.trim(), `\`${shown}\``, option);
    }
    const translators = rows(part('### Translators', '### The gate'));
    for (const option of translatorConfigSchema.options.flatMap(({ shape }) => Object.keys(shape)))
      if (option !== 'kind')
        assert.ok(
          translators.some((line) => line.startsWith(`| \`${option}\``)),
          option,
        );
  });

  it('has a row for every corruption, with its strengths', () => {
    const table = rows(page.slice(page.indexOf('## Robustness')));
    for (const { name, strengths } of CORRUPTIONS) {
      const row = table.find((line) => line.startsWith(`| \`${name}\` `));
      const shown = strengths.map((share) => String(Math.round(100 * share))).join(', ');
      assert.ok(row?.includes(`${shown} %`), name);
    }
  });
});
