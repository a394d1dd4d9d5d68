import type { TextConfig } from './config.ts';

/**
 * How many of `maxLength` kept items come from the beginning of a longer row; the rest comes from its end. 'head+tail' is
 * the first 40 % and the last 60 %: reviews end with their verdict, so the tail says more than the middle (102 + 154 of
 * 256 on IMDB).
 */
export function headLength({ maxLength, truncate }: Pick<TextConfig, 'maxLength' | 'truncate'>): number {
  switch (truncate) {
    case 'head':
      return maxLength;
    case 'tail':
      return 0;
    case 'head+tail':
      return Math.floor(maxLength * 0.4);
  }
}

/** At most `maxLength` items of a row: the first ones, the last ones, or some of both. */
export function truncate<T>(
  items: readonly T[],
  config: Pick<TextConfig, 'maxLength' | 'truncate'>,
): readonly T[] {
  const { maxLength } = config;
  if (items.length <= maxLength) return items;
  const head = headLength(config);
  return [...items.slice(0, head), ...items.slice(items.length - (maxLength - head))];
}
