/** MIME type → content: what Jupyter shows. */
export type MimeBundle = Readonly<Record<string, string | object>>;

/** An object with a method under this symbol says itself how it wants to be shown: the method returns a MimeBundle. */
export const DISPLAY_SYMBOL = Symbol.for('Jupyter.display');

/**
 * How a value is shown as the last expression of a cell: by its own `[Symbol.for('Jupyter.display')]()`, else by its
 * `toHTML()`, else as library code has registered under `Symbol.for('sentilab.displayOf')`, else null (as text, the way Node prints
 * it).
 */
export function bundleOf(value: unknown): MimeBundle | null {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return null;
  const display: unknown = Reflect.get(value, DISPLAY_SYMBOL);
  if (typeof display === 'function') return display.call(value) as MimeBundle;
  const toHTML: unknown = Reflect.get(value, 'toHTML');
  if (typeof toHTML !== 'function') return registered(value);
  const text: unknown = Reflect.get(value, 'toString');
  const plain = typeof text === 'function' && text !== Object.prototype.toString;
  return {
    'text/html': String(toHTML.call(value)),
    'text/plain': plain ? String(text.call(value)) : `[${value.constructor.name}]`,
  };
}

function registered(value: object): MimeBundle | null {
  const displayOf: unknown = Reflect.get(globalThis, Symbol.for('sentilab.displayOf'));
  return typeof displayOf === 'function' ? (displayOf as (shown: object) => MimeBundle | null)(value) : null;
}

/** Text that cannot be mistaken for markup. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
