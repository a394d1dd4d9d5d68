import { cardinality } from '../../dimensions/dimension.ts';
import type { ParamValue, Params } from '../../params.ts';
import type { Space } from '../../space.ts';
import { rowOf, valueOf } from '../tpe/columns.ts';
import type { Feature } from './matern.ts';

/** Where a number that a trial does not have is put. Its parent tells the two kinds of trials apart. */
const ABSENT_NUMBER = 0.5;
const ABSENT_CATEGORY = -1;

/** Trials as rows of numbers for a Gaussian process, and back. */
export class Encoding<P extends Params> {
  readonly space: Space<P>;
  readonly features: readonly Feature[];
  /** How many values each parameter has; Infinity for a real one. */
  readonly counts: readonly number[];

  constructor(space: Space<P>) {
    this.space = space;
    this.features = space.names.map((name) =>
      space.dimension(name).kind === 'categorical' ? 'category' : 'number',
    );
    this.counts = space.names.map((name) => cardinality(space.dimension(name)));
  }

  row(params: P): Float64Array {
    const row = rowOf(this.space, params);
    for (let i = 0; i < row.length; i++)
      if (Number.isNaN(row[i])) row[i] = this.features[i] === 'category' ? ABSENT_CATEGORY : ABSENT_NUMBER;
    return row;
  }

  /** The nearest parameters; a category that the row does not have is the first. */
  params(row: Float64Array): P {
    return this.space.build((name, i): ParamValue => {
      const x = row[i] ?? 0;
      return valueOf(this.space.dimension(name), this.features[i] === 'category' ? Math.max(0, x) : x);
    });
  }

  /** Coordinates in [0, 1], of categories too, as a row. */
  rowOfUnit(point: Float64Array): Float64Array {
    return this.row(this.space.fromUnit(point));
  }
}
