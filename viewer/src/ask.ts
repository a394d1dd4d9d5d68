import type { ErrorAnswer } from './api-types.ts';

/** What an exported page carries instead of a server: answers by the path they are the answer to. */
type Archive = Readonly<Record<string, unknown>>;

const ARCHIVE_ID = 'sentilab-archive';
let archive: Promise<Archive> | null | undefined;

/** Whether this page is a file that carries its data: then nothing is live and nothing can be kept. */
export function isExported(): boolean {
  return document.getElementById(ARCHIVE_ID) !== null;
}

/**
 * The answer to a question, from the server or out of the page itself.
 *
 * @throws Error with a message for the person
 */
export async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  archive ??= readArchive();
  if (archive !== null) {
    const answers = await archive;
    const found = answers[path.replace(/[?&]version=[^&]*/, '').replace(/\?value=recorded$/, '')];
    if (found === undefined)
      throw new Error('This file does not hold that. Ask for it in the viewer: npm run results.');
    return found as T;
  }
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new Error(
      'The viewer’s server does not answer. Start it again with npm run results, then press Reload.',
    );
  }
  if (response.ok) return (await response.json()) as T;
  const { error } = (await response.json().catch(() => ({
    error: { message: `The server answered with status ${response.status}.` },
  }))) as ErrorAnswer;
  throw new Error(error.message);
}

function readArchive(): Promise<Archive> | null {
  const element = document.getElementById(ARCHIVE_ID);
  if (element === null) return null;
  const bytes = Uint8Array.from(atob(element.textContent), (char) => char.charCodeAt(0));
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unzipped).json() as Promise<Archive>;
}
