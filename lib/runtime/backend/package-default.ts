/**
 * The exports of a CommonJS package loaded with `import()`: Node puts them under `default`; in the notebook kernel,
 * where `import()` may become `require`, they are the object itself.
 */
export function packageDefault<T>(namespace: object): T {
  const inner: unknown = 'default' in namespace ? namespace.default : undefined;
  return (typeof inner === 'object' && inner !== null ? inner : namespace) as T;
}
