import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import type { Params } from 'sentilab/tuning';
import { launchBrowser } from '../../support/browser.ts';
import { suggestions } from './suggestions.ts';

const SEARCHES = [
  ['tpe', 100],
  ['gp', 50],
  ['cmaes', 100],
  ['nsga2', 60],
  ['sobol', 40],
] as const;

describe('samplers in a browser', function () {
  this.timeout(180_000);
  let browser: Browser;
  let script: string;

  before(async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [path.join(import.meta.dirname, 'suggestions.ts')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'iife',
      globalName: 'searches',
      platform: 'browser',
    });
    script = outputFiles[0]?.text ?? '';
    assert.ok(Object.keys(metafile.inputs).every((file) => !file.endsWith('node.ts')));
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  for (const [kind, trials] of SEARCHES)
    it(`${trials} suggestions of ${kind} made in Chromium equal Node’s to 1e-9`, async () => {
      const page = await browser.newPage();
      try {
        await page.addScriptTag({ content: script });
        const there = await page.evaluate<Params[]>(
          `searches.suggestions(${JSON.stringify(kind)}, ${trials})`,
        );
        const here = suggestions(kind, trials);
        assert.equal(there.length, trials);
        here.forEach((params, number) => {
          const other = there[number] ?? {};
          assert.deepEqual(Object.keys(other), Object.keys(params), `trial ${number}`);
          for (const [name, value] of Object.entries(params)) {
            const got = other[name];
            if (typeof value === 'number')
              assert.ok(
                Math.abs(Number(got) - value) <= 1e-9 * Math.max(1, Math.abs(value)),
                `trial ${number}, ${name}: ${got} ≠ ${value}`,
              );
            else assert.equal(got, value, `trial ${number}, ${name}`);
          }
        });
        // Not the same draws all along: the models have moved.
        assert.equal(new Set(here.map((params) => JSON.stringify(params))).size, trials);
      } finally {
        await page.close();
      }
    });
});
