import { useRef } from 'preact/hooks';
import type { Figure } from 'sentilab/plots';
import { LazyPlot } from '../lazy-plot.tsx';
import type { PlotElement, PlotEvent } from '../plotly.ts';
import type { Navigate } from '../use-route.ts';

interface Props {
  readonly label: string;
  readonly className?: string;
  readonly deps: readonly unknown[];
  readonly build: () => Figure | null | undefined;
  readonly selected: readonly string[];
  readonly navigate: Navigate;
  /** Called when more was dragged over than can be selected. */
  readonly onTooMany?: (all: number) => void;
}

/** So many runs can be selected at once: all of them are in the address. */
export const MOST_SELECTED = 300;

/** A plot whose points are runs: what is dragged over or pressed is the selection of all views, of the table too. */
export function SelectablePlot({ selected, navigate, onTooMany, build, ...rest }: Props) {
  // Plotly calls back long after it drew: by then the selection may be another.
  const latest = useRef({ selected, navigate, onTooMany });
  latest.current = { selected, navigate, onTooMany };
  const listen = (place: HTMLDivElement): void => {
    const plot = place as unknown as PlotElement;
    plot.on('plotly_selected', (event) => {
      const ids = idsOf(event);
      if (ids.length === 0) return; // of a double click, or of an empty region: nothing to say
      const now = latest.current;
      now.onTooMany?.(ids.length);
      now.navigate({ selected: ids.slice(0, MOST_SELECTED) });
    });
    plot.on('plotly_click', (event) => {
      const [id] = idsOf(event);
      if (id === undefined) return;
      const { selected: before, navigate: go } = latest.current;
      go({ selected: before.includes(id) ? before.filter((each) => each !== id) : [...before, id] });
    });
    plot.on('plotly_deselect', () => latest.current.navigate({ selected: [] }));
  };
  return (
    <LazyPlot
      {...rest}
      onPlace={listen}
      build={() => {
        const figure = build();
        return figure && selectable(figure);
      }}
    />
  );
}

function idsOf(event: PlotEvent | undefined): string[] {
  const ids = (event?.points ?? []).flatMap(({ customdata }) =>
    typeof customdata === 'string' ? [customdata] : [],
  );
  return [...new Set(ids)];
}

/** Dragging selects; where fingers scroll the page, a press does. */
function selectable(figure: Figure): Figure {
  const coarse = window.matchMedia('(pointer: coarse)').matches;
  const layout = {
    ...figure.layout,
    dragmode: coarse ? false : 'select',
    selections: [], // the outline of an earlier drag, gone once it is the selection
    newselection: { line: { color: figure.layout.font?.color, dash: 'dot', width: 1.5 } },
  } as Figure['layout'];
  return {
    ...figure,
    layout,
    config: {
      ...figure.config,
      modeBarButtonsToRemove: [
        'autoScale2d',
        'zoomIn2d',
        'zoomOut2d',
        ...(coarse ? (['select2d', 'lasso2d'] as const) : []),
      ],
    },
  };
}
