/** Whether a line that is written over would be seen there, and spoils nothing: a person's terminal that can do it. */
export function moves(stream: Pick<NodeJS.WriteStream, 'isTTY'>): boolean {
  return stream.isTTY && process.env['CI'] === undefined && process.env['TERM'] !== 'dumb';
}
