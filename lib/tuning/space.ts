import { UserError, describeValue } from '../errors/index.ts';
import type { Rng } from '../random/index.ts';
import { cardinality, checkDimension, containsValue } from './dimensions/dimension.ts';
import type { Dimension, ValueOf } from './dimensions/dimension.ts';
import { fromUnit, toUnit } from './dimensions/unit.ts';
import type { ParamValue, Params } from './params.ts';
import { spaceSchema } from './space-schema.ts';
import type { SpaceJson } from './space-schema.ts';

export type Dimensions = Readonly<Record<string, Dimension>>;

/** The parameters that a record of dimensions gives. */
export type ParamsOfDimensions<D extends Dimensions> = { readonly [K in keyof D]: ValueOf<D[K]> };

/** The type of a trial's parameters: `ParamsOf<typeof mySpace>`. */
export type ParamsOf<S> = S extends Space<infer P> ? P : never;

/**
 * What a search may try: named dimensions, all of them in every trial. Make one with `space({...})`.
 *
 * Nothing depends on the order in which the dimensions were written: `names` is sorted, so that a space that went through
 * canonical JSON gives the same suggestions.
 */
export class Space<P extends Params = Params> {
  /** Sorted by code unit. */
  readonly names: readonly string[];
  /** In the order they were written. */
  readonly dimensions: Dimensions;

  /** @throws UserError for a bad name, an empty space or a bad dimension */
  constructor(dimensions: Dimensions) {
    this.names = Object.keys(dimensions).sort();
    if (this.names.length === 0)
      throw new UserError('A space needs at least one parameter.', {
        field: 'space',
        fix: 'Add one, for example lr: float(1e-4, 1e-1, { scale: "log" }).',
      });
    for (const name of this.names) {
      // A name like "1" would jump to the front of every object; "__proto__" would vanish from it.
      if (!/^[A-Za-z_][\w.-]*$/.test(name) || name === '__proto__')
        throw new UserError(
          'A parameter’s name is letters, digits, "_", "." and "-", and begins with a letter or "_".',
          {
            field: 'space',
            value: name,
            fix: 'Rename it.',
          },
        );
      checkDimension(dimensions[name] as Dimension, `space.${name}`);
    }
    this.dimensions = dimensions;
  }

  dimension(name: string): Dimension {
    const found = this.dimensions[name];
    if (!found) throw new UserError('The space has no such parameter.', { field: 'space', value: name });
    return found;
  }

  /** How many different trials there are; Infinity with a real range. */
  get cardinality(): number {
    return this.names.reduce((product, name) => product * cardinality(this.dimension(name)), 1);
  }

  /** Whether these are parameters of this space: every name, no other, every value inside. */
  contains(params: unknown): params is P {
    return this.#fault(params) === null;
  }

  /** @throws UserError naming the first parameter that is missing, unknown or outside its range */
  assertContains(params: unknown, field = 'params'): asserts params is P {
    const fault = this.#fault(params);
    if (fault)
      throw new UserError(fault.rule, {
        field: fault.name === '' ? field : `${field}.${fault.name}`,
        value: fault.value,
        fix: 'Give every parameter of the space a value inside its range.',
      });
  }

  /** One trial drawn evenly: one number of the generator per parameter, in the order of `names`. */
  sample(rng: Rng): P {
    return this.fromUnit(this.names.map(() => rng.float()));
  }

  /** Coordinates in [0, 1] → parameters. One number per name, in the order of `names`. */
  fromUnit(point: ArrayLike<number>): P {
    return this.build((name, index) => fromUnit(this.dimension(name), point[index] ?? 0));
  }

  /** Parameters → coordinates in [0, 1], in the order of `names`. */
  toUnit(params: P): Float64Array {
    return Float64Array.from(this.names, (name) => toUnit(this.dimension(name), params[name] as ParamValue));
  }

  /** Parameters from a value per name. */
  build(value: (name: string, index: number) => ParamValue): P {
    return Object.fromEntries(this.names.map((name, index) => [name, value(name, index)])) as unknown as P;
  }

  /** Plain JSON that `parseSpace` reads back. */
  toJSON(): SpaceJson {
    return { parameters: this.dimensions };
  }

  #fault(params: unknown): { readonly rule: string; readonly name: string; readonly value: unknown } | null {
    if (typeof params !== 'object' || params === null || Array.isArray(params))
      return { rule: 'Parameters are an object.', name: '', value: params };
    const given = params as Record<string, unknown>;
    for (const name of this.names) {
      if (!Object.hasOwn(given, name)) return { rule: 'The parameter is missing.', name, value: undefined };
      if (!containsValue(this.dimension(name), given[name]))
        return {
          rule: `The value is not in the space (${describeValue(this.dimension(name))}).`,
          name,
          value: given[name],
        };
    }
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(this.dimensions, name));
    return unknown === undefined
      ? null
      : { rule: 'The space has no such parameter.', name: unknown, value: given[unknown] };
  }
}

/**
 * A typed space: `space({ lr: float(1e-4, 1e-1, { scale: 'log' }), cell: categorical(['lstm', 'gru']) })`.
 *
 * @throws UserError naming field, value and fix
 */
export function space<const D extends Dimensions>(dimensions: D): Space<ParamsOfDimensions<D>> {
  return new Space<ParamsOfDimensions<D>>(dimensions);
}

/**
 * A space out of JSON (`toJSON`, a journal's header, a file).
 *
 * @throws UserError naming the field at fault
 */
export function parseSpace(json: unknown): Space {
  const parsed = spaceSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(`This is not a space: ${issue?.message ?? 'unknown reason'}.`, {
      field: ['space', ...(issue?.path ?? [])].join('.'),
      value: json,
    });
  }
  return new Space(parsed.data.parameters);
}
