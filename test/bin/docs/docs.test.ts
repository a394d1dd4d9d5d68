import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { buildApi } from '../../../bin/docs/build-api.ts';
import { buildGallery } from '../../../bin/docs/build-gallery.ts';
import { galleryPage, notebookBar } from '../../../bin/docs/gallery-page.ts';
import { notebookFacts } from '../../../bin/docs/notebook-facts.ts';
import { notebookJson } from '../../../bin/notebook/notebook-text.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { ensureNotebookEnvironment } from '../../kernel/support/environment.ts';
import { launchBrowser } from '../../support/browser.ts';

/** Links of a folder of pages that lead to no file of it. */
function brokenLinks(folder: string): string[] {
  const pages = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'));
  return pages.flatMap((page) => {
    const html = fs.readFileSync(path.join(folder, page), 'utf8').replace(/<script[\s\S]*?<\/script>/g, '');
    const links = [...html.matchAll(/<(?:a|img|link|script)\b[^>]*?\s(?:href|src)="([^"#]+)/g)].map(
      ([, to]) => to ?? '',
    );
    return links
      .filter((to) => !/^(https?|data|mailto):/.test(to))
      .filter((to) => !fs.existsSync(path.join(folder, path.dirname(page), decodeURIComponent(to))))
      .map((to) => `${page} → ${to}`);
  });
}

describe('npm run docs', function () {
  this.timeout(240_000);
  const out = path.join(temporaryFolder(), 'site');
  let browser: Browser;

  before(async () => {
    await ensureNotebookEnvironment();
    browser = await launchBrowser();
  });
  after(() => browser.close());

  it('executes notebooks into pages with a picture each, which a gallery leads to, and asks nothing of the network', async () => {
    const said: string[] = [];
    const file = path.join(temporaryFolder(), '01-a-line.ipynb');
    const cell = (id: string, cell_type: string, source: string) => ({ id, cell_type, metadata: {}, source });
    const cells = [
      cell('title', 'markdown', '# A line\n\nOf two points.'),
      cell('imports', 'code', "import { show } from 'sentilab/notebook';"),
      cell('plot', 'code', "show({ data: [{ type: 'scatter', x: [1, 2], y: [1, 3] }] })"),
    ];
    fs.writeFileSync(file, notebookJson({ cells }));
    const build = (): Promise<void> =>
      buildGallery({
        files: [file],
        out,
        sources: 'one',
        api: false,
        say: (text) => said.push(text),
      });
    await build();
    assert.deepEqual(brokenLinks(out), []);
    const page = await browser.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) foreign.push(request.url());
    });
    await page.goto(pathToFileURL(path.join(out, 'index.html')).href);
    assert.equal(await page.locator('h2').innerText(), 'A line');
    assert.ok(await page.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth > 300));
    await page.locator('li a').click();
    await page.locator('.js-plotly-plot').first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'All notebooks' }).count(), 1);
    assert.deepEqual(foreign, []);
    await page.close();
    await build();
    assert.equal(said.length, 1, 'what was executed with the same sources is not executed again');
  });

  it('writes the API reference of a module with its doc comments, all links inside it', async () => {
    await buildApi(path.join(out, 'api'), ['lib/random/index.ts', 'lib/hash/index.ts']);
    const page = fs.readFileSync(path.join(out, 'api/classes/random.Rng.html'), 'utf8');
    assert.match(page, /seeded|deterministic|generator/i);
    assert.deepEqual(brokenLinks(path.join(out, 'api')), []);
  });
});

describe('gallery of notebooks', () => {
  const notebook = {
    cells: [
      { cell_type: 'code', id: 'a', metadata: {}, source: '1' },
      {
        cell_type: 'markdown',
        id: 'title',
        metadata: {},
        source: [
          '# A <b>title\n',
          '\n',
          'What *it* is about, with\n',
          '`code` and [a link](x.md).\n',
          '\n',
          'More.',
        ],
      },
    ],
  };

  it('says title and first paragraph, markup taken off and nothing of it run', () => {
    const facts = notebookFacts('04-a-title', notebook);
    assert.deepEqual(facts, {
      ...{ name: '04-a-title', number: '04', title: 'A <b>title' },
      about: 'What it is about, with code and a link.',
    });
    const page = galleryPage([{ ...facts, picture: null }], true);
    assert.match(page, /<h2>A &lt;b&gt;title<\/h2>/);
    assert.match(page, /href="api\/index\.html"/);
    assert.doesNotMatch(galleryPage([], false), /api/);
  });

  it('leads from a notebook to the ones before and after it', () => {
    const [a, b, c] = ['01-a', '02-b', '03-c'].map((name) => ({
      ...notebookFacts(name, notebook),
      title: name,
    }));
    assert.ok(a && b && c);
    assert.deepEqual(
      [...notebookBar([a, b, c], '02-b').matchAll(/href="([^"]+)"/g)].map(([, to]) => to),
      ['01-a.html', '../index.html', '03-c.html'],
    );
    assert.doesNotMatch(notebookBar([a, b, c], '01-a'), /←/);
  });
});
