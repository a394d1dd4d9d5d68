import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { root } from './support/environment.ts';

describe('packages in the kernel', function () {
  this.timeout(60_000);

  it('loads one that offers itself to import alone, as the language detector does', () => {
    const code = [
      "require('./kernel/load-typescript.cjs').installTypeScriptLoader();",
      "const { loadLanguageDetector } = require('./lib/text/language.ts');",
      "loadLanguageDetector().then((d) => console.log(d.detect('this is a plain English sentence about a film')));",
    ].join('\n');
    const shown = execFileSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' });
    assert.equal(shown, 'en\n');
  });
});
