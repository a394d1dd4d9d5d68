import pc from 'picocolors';
import type { Prediction, TokenAttention } from 'sentilab/inference';

/** An answer as a line for people, and the tokens below it where there are some. */
export function readable(text: string, prediction: Prediction): string {
  const { decision, confidence, warning, tokens } = prediction;
  const colour = decision === 'positive' ? pc.green : decision === 'negative' ? pc.red : pc.yellow;
  const percent = `${(confidence * 100).toFixed(1)} %`.padStart(7);
  const shown = text.length > 70 ? `${text.slice(0, 69)}…` : text;
  const doubt = warning ? `  ${pc.yellow(`(${warning.message})`)}` : '';
  const line = `${colour(decision.padEnd(8))} ${percent}  ${shown}${doubt}`;
  return tokens === undefined || tokens.length === 0 ? line : `${line}\n${attention(text, tokens)}`;
}

/** Strongest tokens that are named with their numbers. */
const NAMED = 6;

/** The text with its tokens lit by their attention where there are colours, and the strongest ones in numbers. */
function attention(text: string, tokens: readonly TokenAttention[]): string {
  const strongest = [...tokens].sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, NAMED);
  const numbers = strongest
    .map(({ start, end, weight }) => `${text.slice(start, end)} ${weight.toFixed(2)}`)
    .join(', ');
  const named = `         attention: ${numbers}`;
  return pc.isColorSupported ? `         ${lit(text, tokens)}\n${named}` : named;
}

function lit(text: string, tokens: readonly TokenAttention[]): string {
  const most = Math.max(...tokens.map(({ weight }) => weight));
  let at = 0;
  let out = '';
  for (const { start, end, weight } of tokens) {
    if (start < at) continue; // n-grams overlap
    const share = most > 0 ? weight / most : 0;
    const light = share >= 0.66 ? pc.inverse : share >= 0.33 ? pc.bold : share >= 0.1 ? String : pc.dim;
    // What lies between two tokens that were read may be a long text's middle.
    const between = text.slice(at, start);
    out += pc.dim(between.length > 40 ? ' … ' : between) + light(text.slice(start, end));
    at = end;
  }
  return out.replaceAll(/\s+/g, ' ');
}
