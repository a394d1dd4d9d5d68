/** Shows a download or any other work: lines that stay, and what is being done at the moment. */
export interface DownloadProgressView {
  readonly line: (text: string) => void;
  readonly status: (text: string) => void;
  readonly clear: () => void;
}

/** Where nothing can be written over, a status is worth a line after so many ms. */
const PLAIN_INTERVAL = 10_000;

/**
 * Lines on `out`; the status on one line of the terminal `err` that is written over, elsewhere as a plain line every ten
 * seconds.
 *
 * @param now clock in ms
 */
export function downloadProgress(
  out: Pick<NodeJS.WriteStream, 'write'> = process.stdout,
  err: Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'> = process.stderr,
  now: () => number = () => performance.now(),
): DownloadProgressView {
  let shownAt: number | null = null;
  let plainAt = now();
  const clear = (): void => {
    if (shownAt !== null) err.write('\r\u001b[2K');
    shownAt = null;
  };
  return {
    clear,
    line: (text) => {
      clear();
      out.write(`${text}\n`);
    },
    status: (text) => {
      const time = now();
      if (!err.isTTY) {
        if (time - plainAt < PLAIN_INTERVAL) return;
        err.write(`${text}\n`);
        plainAt = time;
        return;
      }
      if (shownAt !== null && time - shownAt < 100) return;
      clear();
      err.write(text.slice(0, (err.columns || 80) - 1));
      shownAt = time;
    },
  };
}
