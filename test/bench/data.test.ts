import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { dataBench } from '../../bench/data/run.ts';
import { miniFiles, tarGz, temporaryFolder } from '../data/mini-archive.ts';

describe('the data bench', () => {
  const folder = temporaryFolder();

  it('measures each stage from an archive in the official layout, and all of it out of the cache', async () => {
    const from = path.join(folder, 'mini.tar.gz');
    fs.writeFileSync(from, await tarGz(miniFiles(60)));
    const { json, lines } = await dataBench({ from, repetitions: 1 });
    assert.equal(json['reviews'], 120);
    assert.ok(Number(json['tokens']) > 1000);
    assert.ok(Number(json['straightCpu']) > 0 && Number(json['cachedCpu']) > 0);
    for (const line of lines.slice(1)) assert.match(line, /\d\.\d\d s/);
  });

  it('names an archive that is not there', async () => {
    await assert.rejects(
      dataBench({ from: path.join(folder, 'none.tar.gz'), repetitions: 1 }),
      /--from: There is no such file/,
    );
  });
});
