import { html, type Html } from './html.ts';

/** A part that scrolls sideways by itself and that the keyboard can reach. */
export function scrollable(label: string, content: Html): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${content}</div>`;
}
