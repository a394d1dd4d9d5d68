import type { TextConfig } from './config.ts';

/**
 * At most `maxLength` items: the first ones, the last ones, or the first 40 % and the last 60 %. Reviews end with their
 * verdict, so the tail says more than the middle (102 + 154 of 256 on IMDB).
 */
export function truncate<T>(
  items: readonly T[],
  config: Pick<TextConfig, 'maxLength' | 'truncate'>,
): readonly T[] {
  const { maxLength } = config;
  if (items.length <= maxLength) return items;
  switch (config.truncate) {
    case 'head':
      return items.slice(0, maxLength);
    case 'tail':
      return items.slice(items.length - maxLength);
    case 'head+tail': {
      const head = Math.floor(maxLength * 0.4);
      return [...items.slice(0, head), ...items.slice(items.length - (maxLength - head))];
    }
  }
}
