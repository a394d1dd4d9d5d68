import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { textBench } from '../../bench/text/text.ts';
import { startPeer } from '../../bench/text/peer.ts';
import { miniFiles, tarGz, temporaryFolder } from '../data/mini-archive.ts';

describe('npm run bench -- text', () => {
  const folder = temporaryFolder();

  it('measures words and the default pipeline on the labelled reviews of an archive, and says how to add the peer', async () => {
    const from = path.join(folder, 'reviews.tar.gz');
    fs.writeFileSync(from, await tarGz(miniFiles(20)));
    const { json, lines } = await textBench({ from, repetitions: 2 });
    assert.equal(json['texts'], 42);
    const words = json['words'] as { tokens: number; seconds: number };
    assert.ok(words.tokens > 42 * 4 && words.seconds > 0);
    assert.equal(json['peer'], null);
    assert.match(lines.join('\n'), /add --python PATH/);
    assert.match(lines.join('\n'), /from the archive: read .* CPU seconds/);
  });

  it('says what is wrong with a Python that is none or that lacks scikit-learn', async () => {
    await assert.rejects(
      startPeer(path.join(folder, 'no-python'), ['x']),
      /scikit-learn does not run under .*ENOENT/,
    );
    await assert.rejects(
      startPeer(process.execPath, ['x']),
      /does not run under .*pip install scikit-learn/s,
    );
  });
});
