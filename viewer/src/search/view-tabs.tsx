import { SEARCH_VIEWS, type SearchView } from '../route.ts';
import type { Navigate } from '../use-route.ts';
import { VIEW_NAMES } from './view-names.ts';

/** The views' tabs: one stop for Tab, arrows go from one to the next. */
export function ViewTabs({ view, navigate }: { readonly view: SearchView; readonly navigate: Navigate }) {
  const move = (event: KeyboardEvent, at: number): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const ends = { Home: 0, End: SEARCH_VIEWS.length - 1 }[event.key];
    const next =
      ends ?? (step === undefined ? null : (at + step + SEARCH_VIEWS.length) % SEARCH_VIEWS.length);
    const chosen = next === null ? undefined : SEARCH_VIEWS[next];
    if (chosen === undefined) return;
    event.preventDefault();
    navigate({ view: chosen });
    document.getElementById(`tab-${chosen}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Views of the search">
      {SEARCH_VIEWS.map((each, at) => (
        <button
          type="button"
          role="tab"
          key={each}
          id={`tab-${each}`}
          aria-selected={each === view}
          aria-controls="search-view"
          tabIndex={each === view ? 0 : -1}
          onClick={() => navigate({ view: each })}
          onKeyDown={(event) => move(event, at)}
        >
          {VIEW_NAMES[each].name}
        </button>
      ))}
    </div>
  );
}
