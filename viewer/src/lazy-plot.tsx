import { useEffect, useRef, useState } from 'preact/hooks';
import type { Figure } from 'sentilab/plots';
import { clearFigure, drawFigure } from './plotly.ts';

interface Props {
  readonly label: string;
  readonly className?: string;
  /** What the figure is made of: it is made anew when one of these changes. */
  readonly deps: readonly unknown[];
  /** null: there is nothing to draw. undefined: its numbers are on their way, what is there stays. */
  readonly build: () => Figure | null | undefined;
  /** Called once for the place that plotly draws in. */
  readonly onPlace?: (place: HTMLDivElement) => void;
}

/** A figure that is made when it comes in sight, after everything else has answered: a table never waits for plots. */
export function LazyPlot({ label, className = '', deps, build, onPlace }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const drawn = useRef(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        setSeen(entries.some(({ isIntersecting }) => isIntersecting));
      },
      { rootMargin: '150px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      if (drawn.current) clearFigure(element);
    };
  }, []);
  useEffect(() => {
    if (!seen) return undefined;
    const timer = setTimeout(() => {
      const element = place.current;
      const figure = element === null ? null : build();
      if (element === null || figure === undefined) return;
      if (figure === null) {
        if (drawn.current) clearFigure(element);
        drawn.current = false;
        // Since when there is nothing to draw: the style says so in words.
        element.dataset['empty'] ??= String(Date.now());
        element.style.height = '';
        return;
      }
      delete element.dataset['empty'];
      // A figure that has rows of its own is as high as it says.
      const { height } = figure.layout;
      element.style.height = height === undefined ? '' : `${height}px`;
      drawFigure(element, figure);
      if (!drawn.current) onPlace?.(element);
      drawn.current = true;
    }, 120);
    return () => clearTimeout(timer);
  }, [seen, ...deps]);
  return <div class={`plot ${className}`} ref={place} role="figure" aria-label={label} />;
}
