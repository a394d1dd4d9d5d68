import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, isExported } from './ask.ts';
import { NO_MARKS, type Marks, type RunMark } from './data/marks.ts';

/** Stars, tags, notes, baseline and views, and ways to change them. */
export interface MarksHandle {
  readonly marks: Marks;
  /** Why the last change was not kept; null: it was. */
  readonly problem: string | null;
  readonly readOnly: boolean;
  mark(run: string, change: RunMark): void;
  setBaseline(run: string | null): void;
  setViews(views: Marks['views']): void;
}

/** The marks of an experiment, kept by the server beside its results. */
export function useMarks(experiment: string): MarksHandle {
  const path = `api/experiments/${encodeURIComponent(experiment)}/marks`;
  const [marks, setMarks] = useState<Marks>(NO_MARKS);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef<Marks>(NO_MARKS);
  const show = (next: Marks): void => {
    latest.current = next;
    setMarks(next);
  };
  useEffect(() => {
    ask<Marks>(path).then(show, () => show(NO_MARKS));
  }, [path]);
  const keep = useCallback(
    (next: Marks): void => {
      show(next);
      ask(path, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(next),
      }).then(
        () => setProblem(null),
        (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
      );
    },
    [path],
  );
  return {
    marks,
    problem,
    readOnly: isExported(),
    mark: (run, change) => {
      const { runs } = latest.current;
      keep({ ...latest.current, runs: { ...runs, [run]: { ...runs[run], ...change } } });
    },
    setBaseline: (baseline) => keep({ ...latest.current, baseline }),
    setViews: (views) => keep({ ...latest.current, views }),
  };
}
