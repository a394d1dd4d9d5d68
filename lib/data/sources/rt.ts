import fs from 'node:fs';
import path from 'node:path';
import { readChecked } from '../../files/node.ts';
import { readCsv } from '../csv.ts';
import { rtConfigSchema } from '../source-config.ts';
import type { SourceConfigOf } from '../source-config.ts';
import { fingerprintOfStream } from '../stream-fingerprint.ts';
import type { Source } from './source.ts';

/** SHA-256 of the committed file; `data/scripts/make-rt.ts` prints it. */
export const RT_SHA256 = '0ca701b65b2b5d81ebf4689958cad29b2c410d626bcd547ca18fb34a46c894bb';

const FIX = 'Restore it: git checkout -- data/rt';

/** The embedded default: 8,530 sentences of film reviews, balanced. Ids are `rt/pos/17`: the order of the corpus. */
export const rt: Source<SourceConfigOf<'rt'>> = {
  kind: 'rt',
  schema: rtConfigSchema,
  listed: [{ kind: 'rt' }],
  name: () => 'rt',
  title: () => 'Rotten Tomatoes sentences',
  attribution: () => 'Pang & Lee (2005), sentence polarity dataset v1.0, CC BY 4.0',
  status: (_config, root) =>
    fs.existsSync(fileOf(root))
      ? { ready: true, detail: 'embedded, 8,530 sentences' }
      : { ready: false, detail: `data/rt/rt.csv is missing. ${FIX}` },
  async *stream(_config, { root, signal }) {
    const content = readChecked(fileOf(root), RT_SHA256, FIX);
    const counts: [number, number] = [0, 0];
    for (const { label, text } of readCsv(content, ['label', 'text'], 'data/rt/rt.csv')) {
      signal?.throwIfAborted();
      const positive = label === '1' ? 1 : 0;
      yield { id: `rt/${positive ? 'pos' : 'neg'}/${counts[positive]++}`, text, label: positive };
    }
  },
  fingerprint: (config, root) => fingerprintOfStream(rt.stream(config, { root })),
};

function fileOf(root: string): string {
  return path.join(root, 'data', 'rt', 'rt.csv');
}
