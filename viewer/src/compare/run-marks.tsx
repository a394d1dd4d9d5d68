import { useState } from 'preact/hooks';
import type { MarksHandle } from '../use-marks.ts';

/** Star, baseline, tags and note of one run. */
export function RunMarks({ run, marks }: { readonly run: string; readonly marks: MarksHandle }) {
  const mark = marks.marks.runs[run] ?? {};
  const [tags, setTags] = useState<string | null>(null);
  const isBaseline = marks.marks.baseline === run;
  if (marks.readOnly)
    return (
      <p class="muted">
        {mark.star === true && '★ '}
        {mark.tags?.join(', ')} {mark.note}
      </p>
    );
  return (
    <div class="marks">
      <button
        type="button"
        aria-pressed={mark.star === true}
        onClick={() => marks.mark(run, { star: mark.star !== true })}
      >
        {mark.star === true ? '★ starred' : '☆ star'}
      </button>
      <button
        type="button"
        aria-pressed={isBaseline}
        onClick={() => marks.setBaseline(isBaseline ? null : run)}
      >
        {isBaseline ? 'baseline' : 'make baseline'}
      </button>
      <label class="field">
        <span>Tags, apart by commas</span>
        <input
          type="text"
          value={tags ?? mark.tags?.join(', ') ?? ''}
          onInput={(event) => setTags(event.currentTarget.value)}
          onChange={(event) => {
            const list = event.currentTarget.value.split(',').map((tag) => tag.trim().slice(0, 50));
            marks.mark(run, { tags: [...new Set(list.filter(Boolean))].slice(0, 20) });
            setTags(null);
          }}
        />
      </label>
      <label class="field">
        <span>Note</span>
        <textarea
          rows={2}
          maxLength={10_000}
          value={mark.note ?? ''}
          onChange={(event) => marks.mark(run, { note: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}
