/** Sources and packages that a run went through: hash by file, version by package. */
export interface RunCode {
  readonly files: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<string, string>>;
}

/** One file or package in which two runs differ. */
export interface CodeChange {
  readonly kind: 'source' | 'package';
  readonly name: string;
  readonly change: string;
}

/** What differs from the first to the second, sources before packages. */
export function codeDiff(before: RunCode, now: RunCode): CodeChange[] {
  return [
    ...changes(before.files, now.files).map(({ name, old, current }): CodeChange => ({
      kind: 'source',
      name,
      change: old === undefined ? 'new' : current === undefined ? 'gone' : 'changed',
    })),
    ...changes(before.packages, now.packages).map(({ name, old, current }): CodeChange => ({
      kind: 'package',
      name,
      change: `${old ?? 'not there'} → ${current ?? 'gone'}`,
    })),
  ];
}

function changes(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): { readonly name: string; readonly old: string | undefined; readonly current: string | undefined }[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names
    .map((name) => ({ name, old: before[name], current: now[name] }))
    .filter(({ old, current }) => old !== current);
}
