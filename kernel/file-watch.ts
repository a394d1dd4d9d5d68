import fs from 'node:fs';

/**
 * Notices changed files when asked, not when the system happens to tell: a cell that runs right after an edit must see
 * it. Files in node_modules do not change under a running kernel and are left out.
 */
export class FileWatch {
  readonly #files = new Map<string, { stamp: string; readonly listeners: Set<() => void> }>();

  add(file: string, listener: () => void): { close(): void } {
    if (file.includes('/node_modules/')) return { close: () => undefined };
    const entry = this.#files.get(file) ?? { stamp: stampOf(file), listeners: new Set() };
    this.#files.set(file, entry);
    entry.listeners.add(listener);
    return {
      close: () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size === 0) this.#files.delete(file);
      },
    };
  }

  /** Tells the listeners of every file that changed, appeared or went since the last look. */
  look(): void {
    for (const [file, entry] of [...this.#files]) {
      const stamp = stampOf(file);
      if (stamp === entry.stamp) continue;
      entry.stamp = stamp;
      for (const listener of [...entry.listeners]) listener();
    }
  }
}

/** Time and size, or `absent`. */
function stampOf(file: string): string {
  try {
    const { mtimeMs, size } = fs.statSync(file);
    return `${mtimeMs}/${size}`;
  } catch {
    return 'absent';
  }
}
