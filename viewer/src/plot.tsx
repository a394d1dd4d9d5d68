import { useEffect, useRef } from 'preact/hooks';
import type { Figure } from 'sentilab/plots';
import { clearFigure, drawFigure } from './plotly.ts';

/** A plotly figure. `label` says in words what it shows, for those who cannot see it. */
export function Plot({
  figure,
  label,
  className = '',
}: {
  readonly figure: Figure;
  readonly label: string;
  readonly className?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current !== null) drawFigure(place.current, figure);
  }, [figure]);
  useEffect(() => {
    const element = place.current;
    return () => {
      if (element !== null) clearFigure(element);
    };
  }, []);
  return <div class={`plot ${className}`} ref={place} role="figure" aria-label={label} />;
}
