import { cardinality } from '../../dimensions/dimension.ts';
import { fromUnit, toUnit, unitCell } from '../../dimensions/unit.ts';
import type { ParamValue, Params } from '../../params.ts';
import type { Space } from '../../space.ts';
import { cellOf } from './margin.ts';
import type { DiscreteAxis } from './margin.ts';

/** More cells than this need no margin: the distribution leaves one by itself. */
const MOST_CELLS = 1000;

/** The parameters that CMA-ES moves: those with an order that are in every trial and decide about no others. */
export class CmaAxes<P extends Params> {
  readonly names: readonly string[];
  readonly discrete: readonly DiscreteAxis[];
  readonly #space: Space<P>;

  constructor(space: Space<P>) {
    this.#space = space;
    this.names = space.names.filter((name) => {
      const dimension = space.dimension(name);
      const decides = 'branches' in dimension && dimension.branches !== undefined;
      return (
        dimension.kind !== 'categorical' &&
        !decides &&
        space.condition(name) === null &&
        cardinality(dimension) > 1
      );
    });
    this.discrete = this.names.flatMap((name, axis): DiscreteAxis[] => {
      const dimension = space.dimension(name);
      const count = cardinality(dimension);
      if (count > MOST_CELLS) return [];
      const limits: number[] = [];
      // From cell to cell; a little beyond a limit lies the next value.
      for (let end = 0; limits.length < count - 1;) {
        end = unitCell(dimension, fromUnit(dimension, end + 1e-9))?.end ?? 1;
        limits.push(end);
      }
      return [{ axis, limits: Float64Array.from(limits) }];
    });
  }

  /** The values at a point, by name. A discrete axis is stretched round the mean before its cell is looked up. */
  values(point: Float64Array, mean: Float64Array, stretch: Float64Array): Map<string, ParamValue> {
    const at = Float64Array.from(point);
    this.discrete.forEach(({ axis, limits }, i) => {
      const center = mean[axis] as number;
      const place = ((point[axis] as number) - center) * (stretch[i] as number) + center;
      const cell = cellOf(limits, place);
      const [low, high] = [limits[cell - 1] ?? 0, limits[cell] ?? 1];
      at[axis] = (low + high) / 2;
    });
    return new Map(
      this.names.map((name, axis) => [name, fromUnit(this.#space.dimension(name), at[axis] as number)]),
    );
  }

  /** Where a trial lies. */
  point(params: P): Float64Array {
    return Float64Array.from(this.names, (name) =>
      toUnit(this.#space.dimension(name), params[name] as ParamValue),
    );
  }

  /** Whether a point lies inside where that matters: outside, a discrete parameter has the value at the end. */
  isInside(point: Float64Array): boolean {
    return point.every(
      (x, axis) => (x >= 0 && x <= 1) || this.discrete.some((discrete) => discrete.axis === axis),
    );
  }
}
