import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** Folders of lib by floor. A folder imports only from floors below its own. docs/architecture.md explains why. */
const FLOORS: readonly (readonly string[])[] = [
  ['errors', 'random', 'hash', 'config', 'files', 'modules', 'threads'],
  ['text'],
  ['data', 'runtime', 'tuning', 'tracking', 'evaluation'],
  ['models', 'embeddings'],
  ['training', 'inference', 'augment', 'quality'],
  ['explain', 'monitoring', 'plots'],
  ['serving'],
  ['experiment'],
  ['notebook'],
];
/** Inside the lowest floor the order is: errors, then random and hash, then files, modules and threads. */
const WITHIN_FLOOR_0: Readonly<Record<string, readonly string[]>> = {
  random: ['errors'],
  hash: ['errors'],
  config: ['errors'],
  files: ['errors', 'hash'],
  modules: ['files'],
  threads: ['errors', 'files', 'modules'],
};

const root = path.resolve(import.meta.dirname, '../..');
const lib = path.join(root, 'lib');
const floorOf = new Map(
  FLOORS.flatMap((folders, floor) => folders.map((folder) => [folder, floor] as const)),
);

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        /\.(ts|tsx|mjs|cjs)$/.test(name) && !name.includes('node_modules') && !name.startsWith('dist'),
    )
    .map((name) => path.join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = fs.readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
  )) {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    const target = specifier.startsWith('.')
      ? path.resolve(path.dirname(file), specifier)
      : specifier.replace(/^sentilab(?:\/(.*))?$/, (_all, rest?: string) =>
          path.join(lib, rest ?? 'index.ts'),
        );
    found.push({ file: path.relative(root, file), specifier, target, typeOnly: match[1] !== undefined });
  }
  return found;
}

const folderOf = (file: string): string | null => {
  const [first, second] = path.relative(lib, file).split(path.sep);
  return first === undefined || first === '..' || second === undefined ? null : first;
};

describe('architecture', () => {
  const all = sources(lib).flatMap(importsOf);

  it('gives every folder of lib a floor', () => {
    const unknown = fs.readdirSync(lib).filter((name) => !name.includes('.') && !floorOf.has(name));
    assert.deepEqual(unknown, []);
  });

  it('imports only from floors below', () => {
    const wrong = all.filter(({ file, target }) => {
      const from = folderOf(path.join(root, file));
      const to = folderOf(target);
      if (from === null || to === null || from === to) return false;
      const below = (floorOf.get(to) ?? 99) < (floorOf.get(from) ?? -1);
      return !below && !(WITHIN_FLOOR_0[from]?.includes(to) ?? false);
    });
    assert.deepEqual(
      wrong.map(({ file, specifier }) => `${file} imports ${specifier}`),
      [],
    );
  });

  it('enters a folder through its index.ts or node.ts', () => {
    const wrong = all.filter(({ file, target }) => {
      const from = folderOf(path.join(root, file));
      const to = folderOf(target);
      return from !== to && to !== null && !/\/(index|node)\.ts$/.test(target);
    });
    assert.deepEqual(
      wrong.map(({ file, specifier }) => `${file} imports ${specifier}`),
      [],
    );
  });

  it('lets tuning and tracking use floor 0 only, so that they can be published alone', () => {
    const wrong = all.filter(({ file, target }) => {
      const from = folderOf(path.join(root, file)) ?? '';
      const to = folderOf(target);
      return ['tuning', 'tracking'].includes(from) && to !== null && to !== from && floorOf.get(to) !== 0;
    });
    assert.deepEqual(
      wrong.map(({ file, specifier }) => `${file} imports ${specifier}`),
      [],
    );
  });

  it('keeps tensor types in runtime and models', () => {
    const wrong = all.filter(
      ({ file, specifier }) =>
        specifier.startsWith('@tensorflow/') &&
        !['runtime', 'models'].includes(folderOf(path.join(root, file)) ?? ''),
    );
    assert.deepEqual(
      wrong.map(({ file, specifier }) => `${file} imports ${specifier}`),
      [],
    );
  });

  it('keeps what runs in a browser free of Node built-ins: index.ts never reaches one', () => {
    const wrong: string[] = [];
    for (const folder of fs.readdirSync(lib)) {
      const index = path.join(lib, folder, 'index.ts');
      if (!fs.existsSync(index)) continue;
      const seen = new Set<string>();
      const visit = (file: string, trail: string): void => {
        if (seen.has(file) || !fs.existsSync(file)) return;
        seen.add(file);
        for (const { specifier, target, typeOnly } of importsOf(file)) {
          if (typeOnly) continue;
          if (specifier.startsWith('node:')) wrong.push(`${trail} → ${specifier}`);
          if (target.endsWith('.ts')) visit(target, `${trail} → ${path.relative(lib, target)}`);
        }
      };
      visit(index, `${folder}/index.ts`);
    }
    assert.deepEqual(wrong, []);
  });

  it('has no logic in lib/index.ts', () => {
    const index = path.join(lib, 'index.ts');
    if (!fs.existsSync(index)) return;
    const code = fs
      .readFileSync(index, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '');
    const statements = code
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean);
    assert.deepEqual(
      statements.filter((statement) => !statement.startsWith('export ')),
      [],
    );
  });

  it('lets the viewer import only from tracking, plots and errors, and its server from files too', () => {
    const wrong = sources(path.join(root, 'viewer'))
      .flatMap(importsOf)
      .filter(({ file, target }) => {
        const to = folderOf(target);
        const allowed = [
          'tracking',
          'plots',
          'errors',
          ...(file.startsWith('viewer/server/') ? ['files'] : []),
        ];
        return to !== null && !allowed.includes(to);
      });
    assert.deepEqual(
      wrong.map(({ file, specifier }) => `${file} imports ${specifier}`),
      [],
    );
  });

  it('loads in the notebook kernel: no import.meta and no import() of a source in lib', () => {
    const wrong = sources(lib).filter((file) => {
      const text = fs
        .readFileSync(file, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\/\/.*$/gm, '');
      return /import\.meta/.test(text) || /import\(\s*['"]\./.test(text);
    });
    assert.deepEqual(wrong, []);
  });
});
