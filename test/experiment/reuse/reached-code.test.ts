import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from 'sentilab/files/node';
import { reachedCode } from '../../../lib/experiment/reuse/reached-code.ts';
import { changedCode } from '../../../lib/experiment/reuse/changes.ts';
import { copyOfSources } from '../../copy-of-sources.ts';

describe('reachedCode', function () {
  this.timeout(60_000);
  const folder = copyOfSources();
  const file = (name: string): string => path.join(folder, name);
  const append = (name: string, text: string): void => fs.appendFileSync(file(name), text);
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is the same for the same sources in another folder', async () => {
    assert.deepEqual(await reachedCode(folder), await reachedCode(projectRoot()));
  });

  it('holds what trains and evaluates, with the versions of its packages; no plot, sampler, page or command', async () => {
    const { files, packages } = await reachedCode(folder);
    const names = Object.keys(files);
    for (const name of [
      'models/bilstm/bilstm.ts',
      'training/run.ts',
      'evaluation/metrics/accuracy.ts',
      'text/pipeline.ts',
    ])
      assert.ok(names.includes(`lib/${name}`), name);
    assert.deepEqual(
      names.filter(
        (name) => !name.startsWith('lib/') || /^lib\/(plots|notebook|tracking|tuning)\//.test(name),
      ),
      [],
    );
    assert.equal(packages['@tensorflow/tfjs'], '4.22.0');
    assert.ok(packages['zod'] && packages['node']);
  });

  it('does not change with a plot, a sampler, a comment or a type; a changed layer is named', async () => {
    const before = await reachedCode(folder);
    append('lib/plots/index.ts', '\nexport const another = 1;\n');
    append('lib/tuning/samplers/tpe.ts', '\nexport const another = 1;\n');
    append('lib/models/layers/dropout.ts', '\n/** A comment. */\nexport type Another = number;\n');
    assert.deepEqual(await reachedCode(folder), before);
    const layer = fs.readFileSync(file('lib/models/layers/dropout.ts'), 'utf8');
    fs.writeFileSync(
      file('lib/models/layers/dropout.ts'),
      layer.replace('rng === null', 'rng === null || rate === 0'),
    );
    assert.notEqual(layer, fs.readFileSync(file('lib/models/layers/dropout.ts'), 'utf8'));
    const after = await reachedCode(folder);
    assert.notEqual(after.hash, before.hash);
    assert.deepEqual(changedCode(before, after), ['lib/models/layers/dropout.ts: changed']);
  });

  it('names the package whose version differs', () => {
    const code = { hash: 'a', files: {}, packages: { zod: '4.6.7' } };
    assert.deepEqual(changedCode(code, { ...code, packages: { zod: '4.7.0' } }), [
      'package.zod: "4.6.7" → "4.7.0"',
    ]);
  });
});

describe('reachedCode of broken sources', () => {
  it('says which folder could not be followed', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-code-'));
    await assert.rejects(
      reachedCode(folder),
      /sources of the trials could not be followed: [^]*trial-handler/,
    );
  });
});
