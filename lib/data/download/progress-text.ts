const UNIT = 2 ** 20;

/** How far a download is, as one line of text: bytes, rate over the last seconds, time left. */
export class DownloadProgress {
  readonly #name: string;
  readonly #total: number;
  readonly #now: () => number;
  #marks: { readonly at: number; readonly bytes: number }[] = [];

  /**
   * @param name what is being fetched
   * @param total bytes of the whole
   * @param now clock in ms
   */
  constructor(name: string, total: number, now: () => number = () => performance.now()) {
    this.#name = name;
    this.#total = total;
    this.#now = now;
  }

  /** Text for the bytes that are here now. The first call only sets the mark that the rate is counted from. */
  at(bytes: number): string {
    const at = this.#now();
    const last = this.#marks.at(-1);
    if (last && bytes < last.bytes) this.#marks = []; // started again
    if (!last || at - last.at >= 250 || bytes < last.bytes) this.#marks.push({ at, bytes });
    while (this.#marks.length > 2 && at - (this.#marks[0]?.at ?? at) > 5000) this.#marks.shift();
    const first = this.#marks[0];
    const seconds = first ? (at - first.at) / 1000 : 0;
    const rate = first && seconds > 0 ? (bytes - first.bytes) / seconds : 0;
    const left = rate > 0 ? `, ${(rate / UNIT).toFixed(1)} MiB/s, ${duration((this.#total - bytes) / rate)} left` : '';
    return `${this.#name}: ${(bytes / UNIT).toFixed(1)} of ${(this.#total / UNIT).toFixed(1)} MiB${left}`;
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
