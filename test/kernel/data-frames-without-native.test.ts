import assert from 'node:assert/strict';
import { root } from './support/environment.ts';
import { startSession, textOf } from './support/session.ts';

describe('data frames without native TensorFlow', function () {
  this.timeout(240_000);

  it('work on plain TensorFlow.js, and the native binding is not touched', async () => {
    const session = await startSession(root, { SENTILAB_BACKEND: 'wasm' });
    try {
      const code = [
        "import { frame } from 'sentilab/notebook/node';",
        "const df = await frame([{ n: 1, c: 'a' }, { n: 3, c: 'a' }]);",
        "df.groupby(['c']).col(['n']).mean()",
      ].join('\n');
      const reply = await session.execute(code);
      assert.equal(reply.status, 'ok', reply.traceback?.join('\n'));
      assert.match(textOf(reply), /c\tn_mean\na\t2/);
      const loaded = await session.execute(
        "import module from 'node:module';\nObject.keys(module['_cache' as keyof typeof module]).some((file) => file.endsWith('tfjs_binding.node'))",
      );
      assert.match(textOf(loaded), /false/, loaded.evalue);
    } finally {
      await session.close();
    }
  });
});
