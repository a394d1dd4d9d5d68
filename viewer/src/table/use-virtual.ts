import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface Options {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly size: (index: number) => number;
  readonly horizontal?: boolean;
  /** Items drawn beyond the edges. */
  readonly overscan: number;
  /** What covers the beginning of the place: sticky headings or columns. */
  readonly padding?: number;
}

/** Which of many rows or columns are in sight, by @tanstack/virtual-core. */
export function useVirtual({ place, count, size, horizontal = false, overscan, padding = 0 }: Options): {
  readonly items: readonly VirtualItem[];
  readonly total: number;
  scrollTo(index: number): void;
} {
  const [, redraw] = useReducer<number, undefined>((n) => n + 1, 0);
  const instance = useRef<Virtualizer<HTMLDivElement, Element> | null>(null);
  const options = {
    count,
    horizontal,
    overscan,
    estimateSize: size,
    scrollPaddingStart: padding,
    getScrollElement: () => place.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(undefined),
  };
  if (instance.current === null) instance.current = new Virtualizer<HTMLDivElement, Element>(options);
  const virtualizer = instance.current;
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer.measure(), [size]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    items: virtualizer.getVirtualItems(),
    total: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
