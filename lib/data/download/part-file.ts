import fs from 'node:fs';
import { z } from 'zod';
import { writeJsonAtomic } from '../../files/node.ts';

const noteSchema = z.object({
  url: z.string(),
  /** What the server calls this version of the file, for `If-Range`; a strong ETag or a date. */
  validator: z.string().optional(),
});

/** Where the bytes of a part came from. */
export type PartNote = Readonly<z.infer<typeof noteSchema>>;

/** The bytes of a download that is not whole yet (`FILE.part`) and a note of where they came from (`FILE.part.json`). */
export class PartFile {
  readonly path: string;

  /** @param file the final name */
  constructor(file: string) {
    this.path = `${file}.part`;
  }

  /** Bytes that are here. */
  get size(): number {
    return fs.statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Null when there is none or it was torn: the bytes can still be gone on with, as their checksum is verified. */
  get note(): PartNote | null {
    try {
      return noteSchema.parse(JSON.parse(fs.readFileSync(`${this.path}.json`, 'utf8')));
    } catch {
      return null;
    }
  }

  /** To be said before the first byte is written. */
  writeNote(note: PartNote): void {
    writeJsonAtomic(`${this.path}.json`, note);
  }

  remove(): void {
    fs.rmSync(this.path, { force: true });
    fs.rmSync(`${this.path}.json`, { force: true });
  }
}
