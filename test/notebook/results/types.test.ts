import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import typescript from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');
const fixture = path.join(root, 'test/fixtures/types/results.ts');
/** The notebook kernel's compiler. */
const kernels = createRequire(import.meta.url)('@tslab/typescript-for-tslab') as typeof typescript;

/** What a compiler complains about in a text that stands in the fixture's place. */
function complaints(ts: typeof typescript, text: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (file) => (path.resolve(file) === fixture ? text : read(file));
  const program = ts.createProgram([fixture], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(fixture))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('types of results', function () {
  this.timeout(120_000);
  const text = fs.readFileSync(fixture, 'utf8');

  for (const ts of [kernels, typescript])
    it(`know an experiment's parameters under TypeScript ${ts.version}, and refuse what is not among them`, () => {
      assert.deepEqual(complaints(ts, text), []);
    });

  it('fail where a line of the fixture would not: each expected error is one', () => {
    const bare = text.replaceAll('@ts-expect-error', '');
    const expected = text.match(/@ts-expect-error/g)?.length;
    const found = complaints(typescript, bare);
    assert.equal(found.length, expected, found.join('\n'));
    assert.match(found[0] ?? '', /Property 'rate' does not exist/);
  });

  it('were checked with the two versions that matter: the kernel’s and the project’s', () => {
    assert.match(kernels.version, /^5\.0\.4/);
    assert.match(typescript.version, /^5\.9\./);
  });
});
