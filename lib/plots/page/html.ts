/** Markup that is known to be safe: only `html` makes it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, markup made by `html` is kept, lists are joined, null is nothing. */
export type HtmlPart = string | number | Html | null | readonly HtmlPart[];

/** A template whose every value is escaped, so that no name or text out of data can become markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.reduce((text, literal, i) => text + render(parts[i - 1] ?? null) + literal));
}

/** JSON for the inside of a script element: no `<`, so neither `</script>` nor `<!--` can end it. */
export function jsonForScript(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

/** Text of our own, put in as it is. Never for anything out of data. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** A script element around code that is ours. */
export function inlineScript(code: string): Html {
  return new Html(`<script>${code}</script>`);
}

/** Code with nothing in it that an HTML parser would take for the end of its script element. */
export function scriptSafe(code: string): string {
  return code.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

function render(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(render).join('');
}

/** Text for element content and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
