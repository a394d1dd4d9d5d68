import { useEffect, useState } from 'preact/hooks';
import { runLabel, type RunRecord } from 'sentilab/tracking';
import { ask } from '../ask.ts';
import { codeDiff, type CodeChange, type RunCode } from './code-diff.ts';

/** So many lines are read; the rest is counted. */
const MOST_LINES = 40;

/** Which sources and packages each run went through that the first one did not: what a difference may come from besides settings. */
export function CodeDifferences({
  name,
  runs,
}: {
  readonly name: string;
  readonly runs: readonly RunRecord[];
}) {
  const [first, ...others] = runs;
  if (first === undefined || others.length === 0) return null;
  const hashes = new Set(runs.map(({ code }) => code));
  const [only] = hashes;
  return (
    <section aria-label="Code">
      <h2>Code</h2>
      <Commits runs={runs} />
      {hashes.size === 1 ? (
        <p class="muted">
          {only === undefined
            ? 'Their records do not say which sources they went through.'
            : 'All of them went through the same sources and versions of packages.'}
        </p>
      ) : (
        others
          .filter(({ code }) => code !== first.code)
          .map((run) => <Difference key={run.id} name={name} first={first} run={run} />)
      )}
    </section>
  );
}

function Commits({ runs }: { readonly runs: readonly RunRecord[] }) {
  const commits = [...new Set(runs.flatMap(({ environment }) => environment.gitCommit ?? []))];
  const [a, b] = commits.map((commit) => commit.replace(/-dirty$/, '').slice(0, 12));
  const dirty = commits.some((commit) => commit.endsWith('-dirty'));
  return (
    <p class="muted">
      {commits.length === 0
        ? 'No record names a commit.'
        : commits.length === 1
          ? `Commit ${a ?? ''}.`
          : `${commits.length} commits.`}
      {dirty && ' Some sources had been edited since their commit.'}
      {a !== undefined && b !== undefined && a !== b && (
        <>
          {' '}
          See all: <code>{`git diff ${a} ${b} -- lib`}</code>
        </>
      )}
    </p>
  );
}

function Difference({
  name,
  first,
  run,
}: {
  readonly name: string;
  readonly first: RunRecord;
  readonly run: RunRecord;
}) {
  const found = useCodeDiff(name, first.code, run.code);
  const title = `${runLabel(run)} against ${runLabel(first)}`;
  if (found === 'loading') return null;
  if (found === null || found.length === 0)
    return (
      <p class="muted">
        {title}: other sources, but what they were was not kept ({run.code ?? 'unknown'},{' '}
        {first.code ?? 'unknown'}).
      </p>
    );
  return (
    <details open={found.length <= 12}>
      <summary>
        {title}: {found.length} {found.length === 1 ? 'difference' : 'differences'}
      </summary>
      <ul>
        {found.slice(0, MOST_LINES).map(({ kind, name: changed, change }) => (
          <li key={`${kind} ${changed}`}>
            {kind === 'package' ? 'package ' : ''}
            <code>{changed}</code>: {change}
          </li>
        ))}
        {found.length > MOST_LINES && <li class="muted">{found.length - MOST_LINES} more</li>}
      </ul>
    </details>
  );
}

function useCodeDiff(
  name: string,
  before: string | undefined,
  now: string | undefined,
): readonly CodeChange[] | null | 'loading' {
  const [found, setFound] = useState<readonly CodeChange[] | null | 'loading'>('loading');
  useEffect(() => {
    let current = true;
    const read = (hash: string | undefined): Promise<RunCode> =>
      hash === undefined
        ? Promise.reject(new Error('not recorded'))
        : ask<RunCode>(`api/experiments/${encodeURIComponent(name)}/code/${encodeURIComponent(hash)}`);
    Promise.all([read(before), read(now)]).then(
      ([a, b]) => current && setFound(codeDiff(a, b)),
      () => current && setFound(null),
    );
    return () => {
      current = false;
    };
  }, [name, before, now]);
  return found;
}
