/** Shows which step of a longer work is being done and how far it is. */
export interface StepLine {
  show(step: string, done: number, total: number): void;
  /** Removes what moves; call before printing anything else. */
  clear(): void;
}

/** Milliseconds after which a step is worth a word where nothing can be written over. */
const WORTH_A_LINE = 1000;

/**
 * One line that is written over on a terminal; elsewhere one plain line for each step that takes longer than a second.
 *
 * @param stream where to show it: stderr, so that stdout stays free for results
 * @param now milliseconds, default the clock
 */
export function stepLine(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
  now: () => number = Date.now,
): StepLine {
  let shownAt = 0;
  let step = '';
  let since = 0;
  const clear = (): void => {
    if (shownAt > 0 && stream.isTTY) stream.write('\r\u001b[2K');
    shownAt = 0;
  };
  return {
    clear,
    show(name, done, total) {
      const time = now();
      if (name !== step) [step, since] = [name, time];
      if (stream.isTTY) {
        if (time - shownAt < 100) return;
        clear();
        const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
        stream.write(`${name}${share}`.slice(0, (stream.columns || 80) - 1));
        shownAt = time;
      } else if (time - since >= WORTH_A_LINE) {
        stream.write(`${name} …\n`);
        since = Infinity; // once per step
      }
    },
  };
}
