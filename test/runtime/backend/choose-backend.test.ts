import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from 'sentilab/errors';
import { chooseBackend } from 'sentilab/runtime/node';
import { SetupError } from '../../../bin/setup/part.mjs';
import { backendWish } from '../../../bin/setup/tensorflow/wish.mjs';

describe('runtime: chooseBackend', () => {
  let root = '';
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-choose-'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));
  const touch = (file: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), '{}');
  };

  it('takes what the set-up has proved, native first', () => {
    touch('node_modules/.sentilab/wasm.json');
    assert.equal(chooseBackend({ root, wish: undefined }), 'wasm');
    touch('node_modules/.sentilab/native.json');
    assert.equal(chooseBackend({ root, wish: undefined }), 'native');
  });

  it('without any proof takes native where its binding is in place', () => {
    assert.equal(chooseBackend({ root, wish: '' }), 'wasm');
    touch('node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node');
    assert.equal(chooseBackend({ root, wish: '' }), 'native');
  });

  it('follows SENTILAB_BACKEND before anything else', () => {
    touch('node_modules/.sentilab/native.json');
    assert.equal(chooseBackend({ root, wish: 'wasm' }), 'wasm');
  });

  it('refuses any other wish with the words of the set-up', () => {
    for (const wish of ['gpu', 'Native', ' wasm']) {
      const refusal = (action: () => unknown): string => {
        try {
          action();
        } catch (error) {
          if (error instanceof SetupError) return `${error.exitCode} ${error.message} ${error.fix ?? ''}`;
          if (error instanceof UserError) return `${error.exitCode} ${error.message}`;
        }
        return 'accepted';
      };
      const expected = `2 SENTILAB_BACKEND: There is no such tensor backend. Got ${JSON.stringify(wish)}. Set it to native or wasm, or unset it.`;
      assert.equal(
        refusal(() => chooseBackend({ root, wish })),
        expected,
      );
      assert.equal(
        refusal(() => backendWish({ SENTILAB_BACKEND: wish })),
        expected,
      );
    }
  });
});
