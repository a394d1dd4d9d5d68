/** What plotly wants to know of a trace some of whose points stand out. */
export interface SelectedPoints {
  readonly selectedpoints?: number[];
  readonly selected?: { readonly marker: { readonly opacity: number } };
  readonly unselected?: { readonly marker: { readonly opacity: number } };
}

/**
 * Lets some points of a trace stand out and the others step back; nothing when nothing is selected at all.
 *
 * @param ids by point of the trace
 */
export function selectedPoints(
  ids: readonly string[],
  selected: ReadonlySet<string> | undefined,
): SelectedPoints {
  if (selected === undefined || selected.size === 0) return {};
  return {
    selectedpoints: ids.flatMap((id, i) => (selected.has(id) ? [i] : [])),
    selected: { marker: { opacity: 1 } },
    unselected: { marker: { opacity: 0.18 } },
  };
}
