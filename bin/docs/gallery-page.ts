import { escapeHtml } from 'sentilab/plots';
import type { NotebookFacts } from './notebook-facts.ts';

/** A notebook of the gallery. */
export interface GalleryCard extends NotebookFacts {
  /** Relative to the page; null where no browser could take one. */
  readonly picture: string | null;
}

/**
 * The gallery: a card per notebook. One file without a script; it follows the reader's light or dark.
 *
 * @param api whether api/ lies beside it
 */
export function galleryPage(cards: readonly GalleryCard[], api: boolean): string {
  const items = cards.map(
    ({ name, number, title, about, picture }) => `      <li>
        <a href="notebooks/${escapeHtml(encodeURIComponent(name))}.html">
          ${picture === null ? '' : `<img class="picture" src="${escapeHtml(picture)}" alt="" loading="lazy" />`}
          <span class="number">${escapeHtml(number)}</span>
          <h2>${escapeHtml(title)}</h2>
          <p>${escapeHtml(about)}</p>
        </a>
      </li>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'" />
    <title>sentilab: notebooks</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <header>
      <h1>sentilab</h1>
      <p>Sentiment-classification experiments in TypeScript. Nine chapters, executed; each is a notebook to run and change.</p>
      ${api ? '<p><a href="api/index.html">API reference and documentation</a></p>' : ''}
    </header>
    <main>
      <ol>
${items.join('\n')}
      </ol>
    </main>
  </body>
</html>
`.replace('Nine chapters', `${cards.length} ${cards.length === 1 ? 'chapter' : 'chapters'}`);
}

/** Where a notebook's page leads back to; stands on top of it. */
export function notebookBar(cards: readonly NotebookFacts[], name: string): string {
  const at = cards.findIndex((card) => card.name === name);
  const link = (card: NotebookFacts | undefined, text: string): string =>
    card === undefined
      ? '<span></span>'
      : `<a href="${escapeHtml(encodeURIComponent(card.name))}.html" style="color:inherit">${escapeHtml(text)}</a>`;
  const [before, after] = [cards[at - 1], cards[at + 1]];
  return `<nav style="display:flex;justify-content:space-between;gap:16px;max-width:1080px;margin:0 auto;padding:12px 24px;font:14px system-ui,sans-serif">
  ${link(before, `← ${before?.title ?? ''}`)}
  <a href="../index.html" style="color:inherit">All notebooks</a>
  ${link(after, `${after?.title ?? ''} →`)}
</nav>`;
}

const STYLE = `
      :root { color-scheme: light dark; --ink: #1f2430; --muted: #5b6472; --page: #f7f8fa; --card: #fff; --line: #e4e7ec; --link: #0072b2; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e7eaf0; --muted: #a3adbb; --page: #14171c; --card: #1d2128; --line: #333a46; --link: #56b4e9; }
      }
      body { margin: 0 auto; max-width: 1120px; padding: 32px 24px 64px; background: var(--page); color: var(--ink);
        font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
      h1 { margin: 0; font-size: 2rem; }
      header p { margin: 8px 0 0; color: var(--muted); }
      header a { color: var(--link); }
      ol { list-style: none; margin: 32px 0 0; padding: 0; display: grid; gap: 20px;
        grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); }
      li a { display: block; height: 100%; box-sizing: border-box; border: 1px solid var(--line); border-radius: 10px; overflow: hidden;
        padding: 0 20px 20px; background: var(--card); color: inherit; text-decoration: none; }
      li a:hover, li a:focus-visible { border-color: var(--link); outline: none; box-shadow: 0 0 0 1px var(--link); }
      .picture { display: block; width: calc(100% + 40px); height: 180px; margin: 0 -20px 16px; object-fit: contain; background: #fff;
        border-bottom: 1px solid var(--line); }
      .number:first-child { display: block; padding-top: 20px; }
      .number { color: var(--muted); font-variant-numeric: tabular-nums; }
      h2 { margin: 0 0 6px; font-size: 1.15rem; }
      li p { margin: 0; color: var(--muted); font-size: 0.95rem; display: -webkit-box; -webkit-line-clamp: 4; -webkit-box-orient: vertical; overflow: hidden; }
    `;
