import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileWatch } from '../../kernel/file-watch.ts';

describe('file watch', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-watch-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('tells of a file that changed, went and came back, once each, when it looks', () => {
    const file = path.join(folder, 'a.ts');
    fs.writeFileSync(file, '1');
    const watch = new FileWatch();
    let told = 0;
    watch.addFile(file, () => (told += 1));
    watch.look();
    assert.equal(told, 0);
    fs.writeFileSync(file, '12');
    watch.look();
    watch.look();
    assert.equal(told, 1);
    fs.rmSync(file);
    watch.look();
    fs.writeFileSync(file, '12');
    watch.look();
    assert.equal(told, 3);
  });

  it('names what appeared in a folder and what went', () => {
    fs.writeFileSync(path.join(folder, 'old.ts'), '');
    const watch = new FileWatch();
    const told: string[] = [];
    watch.addFolder(folder, (changed) => told.push(path.basename(changed)));
    fs.rmSync(path.join(folder, 'old.ts'));
    fs.writeFileSync(path.join(folder, 'new.ts'), '');
    watch.look();
    assert.deepEqual(told.sort(), ['new.ts', 'old.ts']);
  });

  it('forgets a listener that was closed', () => {
    const watch = new FileWatch();
    const file = path.join(folder, 'a.ts');
    let told = 0;
    watch.addFile(file, () => (told += 1)).close();
    fs.writeFileSync(file, '1');
    watch.look();
    assert.equal(told, 0);
  });
});
