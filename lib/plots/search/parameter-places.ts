import type { Layout } from 'plotly.js';
import { formatNumber } from '../../tracking/index.ts';
import { placeOn, placesOfRange, type ParameterAxis, type ParamValue } from '../../tuning/index.ts';
import { axis, plotText, type Theme } from '../figure.ts';

/** Half of what points of one category are spread over. */
const SPREAD = 0.22;

/**
 * Plotly's axis of a parameter: logarithmic where its scale is, with the names of categories at their places.
 *
 * @param room `narrow`: for a panel of a hundred pixels
 */
export function axisOfParameter(
  theme: Theme,
  parameter: ParameterAxis,
  more: Partial<Layout['xaxis']> = {},
  room: 'wide' | 'narrow' = 'wide',
): Partial<Layout['xaxis']> {
  const { name, scale, categories } = parameter;
  const [low, high] = placesOfRange(parameter);
  if (scale === 'category')
    return axis(theme, name, {
      tickmode: 'array',
      tickvals: categories.map((_, place) => place),
      ticktext: categories.map((text) => plotText(shortened(text))),
      range: [-0.5, categories.length - 0.5],
      showgrid: false,
      ...more,
    });
  const range = low < high ? [low, high] : [low - 0.5, high + 0.5];
  const ticks = scale === 'log' ? logTicks(low, high, room === 'narrow') : [];
  return axis(theme, name, {
    ...(scale === 'log' ? { type: 'log' } : { nticks: 6 }),
    ...(ticks.length > 1 && { tickmode: 'array', tickvals: ticks, ticktext: ticks.map(formatNumber) }),
    range,
    ...more,
  });
}

/**
 * What plotly wants for a value: the value itself, or its category's place; points of one category are spread a little,
 * so that they do not cover each other. NaN without a value.
 *
 * @param place tells points apart: a trial's number
 */
export function coordinateOf(parameter: ParameterAxis, value: ParamValue | undefined, place: number): number {
  const at = placeOn(parameter, value);
  if (parameter.scale === 'category') return at + SPREAD * spread(place);
  return parameter.scale === 'log' ? 10 ** at : at;
}

/** A value as a person wrote it. */
export function valueText(value: ParamValue | undefined): string {
  return value === undefined
    ? '–'
    : typeof value === 'number'
      ? formatNumber(value)
      : plotText(String(value));
}

/** Powers of ten, with 2 and 5 times them where they are few. */
function logTicks(low: number, high: number, few: boolean): number[] {
  const decades = high - low;
  const digits = decades > 2.2 || (few && decades > 0.95) ? [1] : decades > 1.2 || few ? [1, 3] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++)
    for (const digit of digits) {
      const value = Number(`${digit}e${power}`);
      if (Math.log10(value) >= low && Math.log10(value) <= high) ticks.push(value);
    }
  return ticks;
}

/** Even in [−1, 1], the same for the same number: multiples of the golden ratio. */
function spread(place: number): number {
  return 2 * ((place * 0.618_033_988_75) % 1) - 1;
}

function shortened(text: string): string {
  return text.length > 14 ? `${text.slice(0, 13)}…` : text;
}
