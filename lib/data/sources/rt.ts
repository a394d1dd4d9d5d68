import fs from 'node:fs';
import path from 'node:path';
import { readChecked } from '../../files/node.ts';
import { readCsv } from '../csv.ts';
import { datasetFingerprint } from '../fingerprint.ts';
import type { Example } from '../types.ts';
import type { Source } from './source.ts';

/** SHA-256 of the committed file; `data/scripts/make-rt.ts` prints it. */
export const RT_SHA256 = '0ca701b65b2b5d81ebf4689958cad29b2c410d626bcd547ca18fb34a46c894bb';

const fix = 'Restore it: git checkout -- data/rt';

/** The embedded default: 8,530 sentences of film reviews, balanced. Ids are `rt/pos/17`: the order of the corpus. */
export const rt: Source = {
  name: 'rt',
  title: 'Rotten Tomatoes sentences',
  attribution: 'Pang & Lee (2005), sentence polarity dataset v1.0, CC BY 4.0',
  status: (root) =>
    fs.existsSync(fileOf(root))
      ? { ready: true, detail: 'embedded, 8,530 sentences' }
      : { ready: false, detail: `data/rt/rt.csv is missing. ${fix}` },
  load(root) {
    const content = readChecked(fileOf(root), RT_SHA256, fix);
    const counts: [number, number] = [0, 0];
    const examples = readCsv(content, ['label', 'text'], 'data/rt/rt.csv').map(({ label, text }): Example => {
      const positive = label === '1' ? 1 : 0;
      const number = counts[positive]++;
      return { id: `rt/${positive ? 'pos' : 'neg'}/${number}`, text, label: positive };
    });
    const { name, title, attribution } = this;
    return {
      name,
      title,
      attribution,
      labels: ['negative', 'positive'],
      examples,
      fingerprint: datasetFingerprint(examples),
    };
  },
};

function fileOf(root: string): string {
  return path.join(root, 'data', 'rt', 'rt.csv');
}
