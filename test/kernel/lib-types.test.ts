import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './support/environment.ts';

const run = promisify(execFile);

describe('lib in the kernel', function () {
  this.timeout(180_000);

  it("type-checks under tslab's TypeScript 5.0.4 with the kernel's options", async () => {
    const { stdout } = await run(process.execPath, [
      path.join(import.meta.dirname, 'support/check-lib-types.cjs'),
    ]);
    const lines = stdout.trim().split('\n');
    const files = fs
      .readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'));
    assert.equal(lines.pop(), `checked ${files.length} files with TypeScript 5.0.4`);
    assert.deepEqual(lines, []);
  });
});
