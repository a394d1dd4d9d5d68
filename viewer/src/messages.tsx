import type { ComponentChildren } from 'preact';
import type { FileProblem } from './api-types.ts';

/** Nothing to show yet, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="message" role="status">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="muted" role="status">
      Loading {what}…
    </p>
  );
}

/** Something went wrong; the message says what to do. */
export function Failure({ message, retry }: { readonly message: string; readonly retry: () => void }) {
  return (
    <div class="message failure" role="alert">
      <h2>That did not work</h2>
      <p>{message}</p>
      <button type="button" onClick={retry}>
        Reload
      </button>
    </div>
  );
}

/** Files that could not be read; everything else is on the page. */
export function Problems({ problems }: { readonly problems: readonly FileProblem[] }) {
  if (problems.length === 0) return null;
  const count = problems.length === 1 ? 'One file' : `${problems.length} files`;
  return (
    <details class="problems">
      <summary>{count} could not be read; everything else is shown</summary>
      <ul>
        {problems.map(({ file, message }) => (
          <li key={file}>
            <code>{file}</code>: {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
