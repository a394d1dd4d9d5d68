// Type-checks all of lib with tslab's TypeScript and exactly the options the kernel compiles cells with.
// Prints one complaint a line. Loaded by check-lib-types.cjs, the way the kernel loads its sources.
import fs from 'node:fs';
import path from 'node:path';
import type typescript from 'typescript';
import { patchCompiler } from '../../../kernel/compiler.ts';
import { FileWatch } from '../../../kernel/file-watch.ts';
import { loadTslab, loadTypeScript, replaceTypeScript } from '../../../kernel/tslab.ts';

const root = path.resolve(__dirname, '../../..');
process.chdir(root);
const tslabTypeScript = loadTypeScript();
const compiler = patchCompiler(tslabTypeScript, new FileWatch());
replaceTypeScript(compiler.typescript);
loadTslab().converter.createConverter({ isJS: false, isBrowser: false }).close();

const ts = tslabTypeScript as unknown as typeof typescript;
const lib = path.join(root, 'lib');
const files = fs
  .readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.join(lib, name));
const program = ts.createProgram(files, { ...compiler.options(), noEmit: true });
for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
  if (!file || start === undefined) continue;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const place = `${path.relative(root, file.fileName)}:${line + 1}:${character + 1}`;
  console.log(`${place} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
console.log(`checked ${files.length} files with TypeScript ${ts.version}`);
