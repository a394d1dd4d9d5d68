import type { MimeBundle } from './host.ts';

/** Text a cell can end with: the notebook sets it as Markdown. */
export interface ShownMarkdown {
  readonly text: string;
  readonly [key: symbol]: () => MimeBundle;
}

/** Running text, set as Markdown instead of as a string. End the cell with it. */
export function markdown(text: string): ShownMarkdown {
  return { text, [Symbol.for('Jupyter.display')]: () => ({ 'text/markdown': text, 'text/plain': text }) };
}
