import fs from 'node:fs';
import path from 'node:path';

interface Watched {
  /** What it was like when it was looked at last. */
  state: string;
  readonly listeners: Set<(changedPath: string) => void>;
}

/**
 * Notices changed files and new ones when asked, not when the system happens to tell: a cell that runs right after an
 * edit must see it. What is in node_modules does not change under a running kernel and is left out.
 */
export class FileWatch {
  readonly #files = new Map<string, Watched>();
  readonly #folders = new Map<string, Watched>();

  /** The listener hears when the file changed, appeared or went. */
  addFile(file: string, listener: () => void): { close(): void } {
    return add(this.#files, file, fileState, listener);
  }

  /** The listener hears of every name that appeared in the folder, or went; not of what is deeper. */
  addFolder(folder: string, listener: (changedPath: string) => void): { close(): void } {
    return add(this.#folders, folder, folderState, listener);
  }

  /** Compares everything with the last look and tells the listeners. */
  look(): void {
    for (const [file, watched] of [...this.#files]) {
      const state = fileState(file);
      if (state === watched.state) continue;
      watched.state = state;
      tell(watched, file);
    }
    for (const [folder, watched] of [...this.#folders]) {
      const state = folderState(folder);
      if (state === watched.state) continue;
      const [before, now] = [new Set(watched.state.split('\0')), new Set(state.split('\0'))];
      watched.state = state;
      for (const name of new Set([...before, ...now]))
        if (name !== '' && before.has(name) !== now.has(name)) tell(watched, path.join(folder, name));
    }
  }
}

function add(
  all: Map<string, Watched>,
  name: string,
  stateOf: (name: string) => string,
  listener: (changedPath: string) => void,
): { close(): void } {
  if (/[\\/]node_modules([\\/]|$)/.test(name)) return { close: () => undefined };
  const watched = all.get(name) ?? { state: stateOf(name), listeners: new Set() };
  all.set(name, watched);
  watched.listeners.add(listener);
  return {
    close: () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && all.get(name) === watched) all.delete(name);
    },
  };
}

function tell(watched: Watched, changedPath: string): void {
  for (const listener of [...watched.listeners]) listener(changedPath);
}

/** Time and size, or `absent`. */
function fileState(file: string): string {
  try {
    const { mtimeMs, size } = fs.statSync(file);
    return `${mtimeMs}/${size}`;
  } catch {
    return 'absent';
  }
}

/** The names in it, or nothing when it is not there. */
function folderState(folder: string): string {
  try {
    return fs.readdirSync(folder).sort().join('\0');
  } catch {
    return '';
  }
}
