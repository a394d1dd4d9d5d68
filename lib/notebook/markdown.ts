import { DISPLAY } from './display.ts';
import type { MimeBundle } from './host.ts';

/** Text a cell can end with: the notebook sets it as Markdown. */
export interface ShownMarkdown {
  readonly text: string;
  readonly [DISPLAY]: () => MimeBundle;
}

/** Running text, set as Markdown instead of as a string. End the cell with it. */
export function markdown(text: string): ShownMarkdown {
  return { text, [DISPLAY]: () => ({ 'text/markdown': text, 'text/plain': text }) };
}
