import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors/index.ts';
import { parseOfficialPath } from './reviews.ts';
import type { OfficialReview } from './reviews.ts';

/**
 * The reviews of the train half in an unpacked archive.
 *
 * @param folder `aclImdb`, the folder it lies in, or its `train`
 * @throws UserError when it has no train/pos and train/neg
 */
export function readFolder(folder: string): OfficialReview[] {
  const train = [path.join(folder, 'train'), path.join(folder, 'aclImdb', 'train'), folder].find((candidate) =>
    ['pos', 'neg'].every((label) => fs.existsSync(path.join(candidate, label))),
  );
  if (train === undefined)
    throw new UserError('This folder has no train/pos and train/neg.', {
      field: '--from',
      value: folder,
      fix: 'Give the folder aclImdb that the official archive unpacks to.',
    });
  return ['neg', 'pos'].flatMap((label) =>
    fs.readdirSync(path.join(train, label)).flatMap((name) => {
      const place = parseOfficialPath(`train/${label}/${name}`);
      return place ? [{ ...place, text: fs.readFileSync(path.join(train, label, name), 'utf8') }] : [];
    }),
  );
}
