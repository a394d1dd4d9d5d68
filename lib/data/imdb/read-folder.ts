import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors/index.ts';
import { parseOfficialPath } from './reviews.ts';
import type { OfficialReview } from './reviews.ts';

const FOLDERS = ['train/neg', 'train/pos', 'test/neg', 'test/pos', 'train/unsup'];

/**
 * The reviews in an unpacked archive, all parts that are there.
 *
 * @param folder `aclImdb`, the folder it lies in, or its `train` or `test`
 * @throws UserError when it has none of the official folders
 */
export function readFolder(folder: string): OfficialReview[] {
  const bases = [folder, path.join(folder, 'aclImdb'), path.dirname(path.resolve(folder))];
  const half = path.basename(path.resolve(folder)); // train or test itself: only what lies under it
  for (const base of bases) {
    const wanted = base === bases[2] ? FOLDERS.filter((name) => name.startsWith(`${half}/`)) : FOLDERS;
    const there = wanted.filter((name) => fs.existsSync(path.join(base, name)));
    if (there.length > 0) return there.flatMap((name) => reviewsIn(base, name));
  }
  throw new UserError('This folder has no train/pos and train/neg.', {
    field: '--from',
    value: folder,
    fix: 'Give the folder aclImdb that the official archive unpacks to.',
  });
}

function reviewsIn(base: string, name: string): OfficialReview[] {
  return fs.readdirSync(path.join(base, name)).flatMap((file) => {
    const place = parseOfficialPath(`${name}/${file}`);
    return place ? [{ ...place, text: fs.readFileSync(path.join(base, name, file), 'utf8') }] : [];
  });
}
