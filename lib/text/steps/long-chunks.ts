/**
 * Longest stretch without white space that the libraries behind the linguistic steps are given. Their time is quadratic
 * within such a stretch (wink-nlp: 11 s for 100,000 letters), and no word of a review is anywhere near as long.
 */
export const LONGEST_CHUNK = 256;

const TOO_LONG = new RegExp(`\\S{${LONGEST_CHUNK + 1},}`, 'g');

/** The text with spaces in place of longer stretches: all offsets stay. */
export function blankLongChunks(text: string): string {
  return text.replace(TOO_LONG, (chunk) => ' '.repeat(chunk.length));
}
