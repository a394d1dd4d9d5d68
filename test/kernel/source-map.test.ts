import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import { composeSourceMaps, inlineSourceMap } from '../../kernel/source-map.ts';

describe('source maps of cells', () => {
  it('leads through both passes to the line of the cell, without the line that tslab put before it', () => {
    const cell =
      '// one\ninterface A {\n  a: number;\n}\nconst f = (x: A): number => {\n  return boom(x.a);\n};\n';
    const first = transformSync(`export {};\n${cell}`, {
      loader: 'ts',
      sourcemap: 'external',
      sourcefile: 'cell.ts',
    });
    const second = transformSync(first.code, {
      format: 'cjs',
      minifyWhitespace: true,
      sourcemap: 'external',
    });
    const map = composeSourceMaps(first.map, second.map);
    const at = second.code.slice(0, second.code.indexOf('boom'));
    const line = at.split('\n').length;
    const column = at.length - at.lastIndexOf('\n');
    assert.deepEqual(map?.(line, column), { line: 6, column: 10 });
  });

  it('takes an inline map off the code it belongs to', () => {
    const { code } = transformSync('let a: number = 1;', { loader: 'ts', sourcemap: 'inline' });
    const taken = inlineSourceMap(code);
    assert.equal(taken.code.trim(), 'let a = 1;');
    assert.equal((JSON.parse(taken.map ?? '{}') as { version: number }).version, 3);
  });

  it('says nothing about code that has no map', () => {
    assert.equal(composeSourceMaps(null, null), null);
    assert.deepEqual(inlineSourceMap('let a = 1;'), { code: 'let a = 1;', map: null });
  });
});
