import { useState } from 'preact/hooks';
import type { MarksHandle } from '../use-marks.ts';

interface Props {
  readonly marks: MarksHandle;
  /** The view as it is now. */
  readonly current: () => string;
  readonly show: (view: string) => void;
}

/** Views by name, kept beside the results: everyone who opens them finds them. */
export function ViewsMenu({ marks, current, show }: Props) {
  const [name, setName] = useState('');
  const { views } = marks.marks;
  const save = (): void => {
    if (name.trim() === '') return;
    const view = { name: name.trim(), view: current() };
    marks.setViews([...views.filter((each) => each.name !== view.name), view]);
    setName('');
  };
  return (
    <details class="menu">
      <summary>
        Views <span class="muted">{views.length}</span>
      </summary>
      <div class="sheet" role="group" aria-label="Saved views">
        {views.length === 0 && <p class="muted">Filter, sort and brush, then keep it under a name.</p>}
        <ul>
          {views.map((each) => (
            <li key={each.name}>
              <button type="button" class="link" onClick={() => show(each.view)}>
                {each.name}
              </button>
              {!marks.readOnly && (
                <span class="tools">
                  <button
                    type="button"
                    aria-label={`Forget ${each.name}`}
                    onClick={() => marks.setViews(views.filter((other) => other !== each))}
                  >
                    ×
                  </button>
                </span>
              )}
            </li>
          ))}
        </ul>
        {!marks.readOnly && (
          <form
            class="bar"
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <label class="field grow">
              <span>Name of this view</span>
              <input
                type="text"
                maxLength={80}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            </label>
            <button type="submit">Keep</button>
          </form>
        )}
      </div>
    </details>
  );
}
