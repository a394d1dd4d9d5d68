import fs from 'node:fs';
import path from 'node:path';
import { fromRoot, readJson, writeFileAtomic } from 'sentilab/files/node';
import { hashOf } from 'sentilab/hash';
import { runNotebook } from '../notebook/run-notebook.ts';
import type { NotebookFile } from '../notebook/with-parameters.ts';
import { galleryPage, notebookBar, type GalleryCard } from './gallery-page.ts';
import { notebookFacts } from './notebook-facts.ts';
import { takePicture } from './picture.ts';

export interface GalleryOptions {
  /** Names in notebooks/ or absolute paths, with .ipynb, in their order. */
  readonly files: readonly string[];
  /** Folder of the site. */
  readonly out: string;
  /** A name for the sources that notebooks run: what was executed with the same is not executed again. */
  readonly sources: string;
  /** Whether the API reference lies beside it. */
  readonly api: boolean;
  readonly say: (text: string) => void;
}

/** Notebooks that are executed at the same time. */
const PARALLEL = 2;

/** Executes the notebooks as a fresh clone would, and writes their pages and the page that leads to them. */
export async function buildGallery({ files, out, sources, api, say }: GalleryOptions): Promise<void> {
  const pages = path.join(out, 'notebooks');
  fs.mkdirSync(pages, { recursive: true });
  const read = (file: string): NotebookFile =>
    readJson(path.resolve(fromRoot('notebooks'), file)) as NotebookFile;
  const facts = files.map((file) => notebookFacts(path.basename(file, '.ipynb'), read(file)));
  const waiting = files.map((file, at) => ({ file, name: facts[at]?.name ?? '' }));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { file, name } = next;
      const page = path.join(pages, `${name}.html`);
      const key = hashOf({ sources, notebook: read(file) });
      const stamp = path.join(pages, `.${name}.key`);
      if (fs.existsSync(page) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key) continue;
      const started = Date.now();
      const results = fs.mkdtempSync(fromRoot('.cache', 'docs-'));
      try {
        await runNotebook(file, [], page, { ...process.env, SENTILAB_RESULTS: results });
      } finally {
        fs.rmSync(results, { recursive: true, force: true });
      }
      const html = fs
        .readFileSync(page, 'utf8')
        .replace(/<body[^>]*>/, (body) => `${body}\n${notebookBar(facts, name)}`);
      writeFileAtomic(page, html);
      writeFileAtomic(stamp, key);
      say(`${name} executed in ${Math.round((Date.now() - started) / 1000)} s`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const pictures = await takePictures(
    pages,
    facts.map(({ name }) => name),
  );
  const cards = facts.map((fact): GalleryCard => ({
    ...fact,
    picture: pictures.has(fact.name) ? `notebooks/${encodeURIComponent(fact.name)}.png` : null,
  }));
  writeFileAtomic(path.join(out, 'index.html'), galleryPage(cards, api));
}

/** @returns the notebooks that have one; none where there is no browser */
async function takePictures(pages: string, names: readonly string[]): Promise<Set<string>> {
  const { launchBrowser } = await import('../../viewer/browser/launch.ts');
  const browser = await launchBrowser().catch(() => null);
  const taken = new Set<string>();
  if (browser === null) return taken;
  try {
    for (const name of names) {
      const [page, picture] = [path.join(pages, `${name}.html`), path.join(pages, `${name}.png`)];
      const fresh = fs.existsSync(picture) && fs.statSync(picture).mtimeMs > fs.statSync(page).mtimeMs;
      if (fresh || (await takePicture(browser, page, picture))) taken.add(name);
    }
    return taken;
  } finally {
    await browser.close();
  }
}
