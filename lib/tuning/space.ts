import { UserError, describeValue } from '../errors/index.ts';
import type { Rng } from '../random/index.ts';
import type { Dimensions } from './dimensions/branch.ts';
import { containsValue } from './dimensions/dimension.ts';
import type { Dimension } from './dimensions/dimension.ts';
import { fromUnit, toUnit } from './dimensions/unit.ts';
import type { ParamValue, Params } from './params.ts';
import { spaceSchema } from './space-schema.ts';
import type { SpaceJson } from './space-schema.ts';
import type { ParamsOfDimensions } from './space/params-of.ts';
import { nodesOf, parentsFirst, treeCardinality } from './space/tree.ts';
import type { Condition, Node } from './space/tree.ts';

/** The type of a trial's parameters: `ParamsOf<typeof mySpace>`. */
export type ParamsOf<S> = S extends Space<infer P> ? P : never;

/** Which trials may be tried, beside the ranges. */
export interface Constraint<P extends Params = Params> {
  /** In words; it stands in messages and in the space's JSON. */
  readonly rule: string;
  // A method: a space of some parameters is a space of any.
  holds(params: P): boolean;
}

/** Draws before a constraint counts as one that hardly any trial fulfils. */
const MOST_DRAWS = 1000;

/**
 * What a search may try: named dimensions. Make one with `space({...})`. Without branches every trial has all of them; a
 * parameter inside a branch exists in a trial only beside its choice.
 *
 * Nothing depends on the order in which the dimensions were written: `names` is sorted, so that a space that went through
 * canonical JSON gives the same suggestions.
 */
export class Space<P extends Params = Params> {
  /** Of all parameters, those inside branches included. Sorted by code unit. */
  readonly names: readonly string[];
  /** In the order they were written; branches inside their choice. */
  readonly dimensions: Dimensions;
  readonly constraints: readonly Constraint<P>[];
  /** How many different trials there are, constraints apart; Infinity with a real range. */
  readonly cardinality: number;
  /** Whether some parameters exist in some trials only. */
  readonly isConditional: boolean;
  readonly #nodes: ReadonlyMap<string, Node>;
  /** Parents before children, each with its place in `names`. */
  readonly #order: readonly (Node & { readonly index: number })[];

  /** @throws UserError for a bad name, an empty space (only an `OpenSpace` is empty) or a bad dimension */
  constructor(dimensions: Dimensions, constraints: readonly Constraint<P>[] = []) {
    this.#nodes = nodesOf(dimensions);
    this.names = [...this.#nodes.keys()].sort();
    if (this.names.length === 0 && new.target === Space)
      throw new UserError('A space needs at least one parameter.', {
        field: 'space',
        fix: 'Add one, for example lr: float(1e-4, 1e-1, { scale: "log" }).',
      });
    this.dimensions = dimensions;
    this.constraints = constraints;
    this.cardinality = treeCardinality(dimensions);
    this.isConditional = [...this.#nodes.values()].some(({ condition }) => condition !== null);
    this.#order = parentsFirst(this.#nodes).map((name) => ({
      ...(this.#nodes.get(name) as Node),
      index: this.names.indexOf(name),
    }));
  }

  /**
   * The same space without the trials that break a rule: `where(({ units, layers }) => units * layers <= 512, 'units × layers ≤
   * 512')`. Samplers draw again until the rule holds, so it should hold for more than one trial in a hundred. It must depend
   * on the parameters alone.
   */
  where(holds: (params: P) => boolean, rule: string): Space<P> {
    return new Space<P>(this.dimensions, [...this.constraints, { rule, holds }]);
  }

  dimension(name: string): Dimension {
    return this.#node(name).dimension;
  }

  /** When the parameter exists; null: always. */
  condition(name: string): Condition | null {
    return this.#node(name).condition;
  }

  /** Whether the parameter exists in a trial with these parameters; only those of its ancestors matter. */
  isActive(name: string, params: Params): boolean {
    const condition = this.condition(name);
    return condition === null || isFulfilled(condition, params);
  }

  /** Whether these are parameters of this space: those that exist, no other, every value inside, every constraint kept. */
  contains(params: unknown): params is P {
    return this.#fault(params) === null;
  }

  /** Whether the constraints hold for parameters that are otherwise inside. */
  allows(params: P): boolean {
    return this.constraints.every((constraint) => constraint.holds(params));
  }

  /** @throws UserError naming the first parameter that is missing, unknown or outside its range, or the broken constraint */
  assertContains(params: unknown, field = 'params'): asserts params is P {
    const fault = this.#fault(params);
    if (fault)
      throw new UserError(fault.rule, {
        field: fault.name === '' ? field : `${field}.${fault.name}`,
        value: fault.value,
        fix: 'Give every parameter of the space a value inside its range.',
      });
  }

  /**
   * One trial drawn evenly: one number of the generator per parameter, in the order of `names`; again while a constraint is
   * broken.
   *
   * @throws UserError when 1,000 draws break a constraint
   */
  sample(rng: Rng): P {
    return this.draw(() => this.fromUnit(this.names.map(() => rng.float())));
  }

  /**
   * The first of the draws that keeps the constraints.
   *
   * @throws UserError when 1,000 draws break one
   */
  draw(next: () => P): P {
    for (let i = 0; i < MOST_DRAWS; i++) {
      const params = next();
      if (this.allows(params)) return params;
    }
    throw new UserError(`None of ${MOST_DRAWS} draws keeps the constraints: hardly any trial is allowed.`, {
      field: 'space.constraints',
      value: this.constraints.map(({ rule }) => rule),
      fix: 'Narrow the ranges, or write the space so that most trials keep the rule.',
    });
  }

  /** Coordinates in [0, 1] → parameters. One number per name, in the order of `names`; those of absent ones are not read. */
  fromUnit(point: ArrayLike<number>): P {
    return this.build((name, index) => fromUnit(this.dimension(name), point[index] ?? 0));
  }

  /** Parameters → coordinates in [0, 1], in the order of `names`; NaN for a parameter that the trial does not have. */
  toUnit(params: P): Float64Array {
    const point = new Float64Array(this.names.length);
    this.names.forEach((name, i) => {
      point[i] = Object.hasOwn(params, name) ? toUnit(this.dimension(name), params[name] as ParamValue) : NaN;
    });
    return point;
  }

  /** Parameters from a value per name; asked for those that exist, parents first. */
  build(value: (name: string, index: number) => ParamValue): P {
    const values = new Map<string, ParamValue>();
    const given: Record<string, ParamValue> = {};
    for (const { name, index, condition } of this.#order)
      if (condition === null || isFulfilled(condition, given)) {
        const chosen = value(name, index);
        given[name] = chosen;
        values.set(name, chosen);
      }
    if (!this.isConditional) return given as unknown as P;
    return Object.fromEntries(
      this.names.flatMap((name) => (values.has(name) ? [[name, values.get(name)]] : [])),
    ) as unknown as P;
  }

  /**
   * The middle of every range, and for each parameter with choices each of them once: a few trials that together meet every
   * branch. Constraints are not looked at.
   */
  representatives(): P[] {
    const middle = (wanted: ReadonlyMap<string, ParamValue>): P =>
      this.build((name) => wanted.get(name) ?? fromUnit(this.dimension(name), 0.5));
    const others = this.names.flatMap((name) => {
      const dimension = this.dimension(name);
      if (!('choices' in dimension)) return [];
      return dimension.choices.map((value) => middle(new Map([...this.#wayTo(name), [name, value]])));
    });
    return [middle(new Map()), ...others];
  }

  /** Plain JSON that `parseSpace` reads back. */
  toJSON(): SpaceJson {
    if (this.constraints.length === 0) return { parameters: this.dimensions };
    return { parameters: this.dimensions, constraints: this.constraints.map(({ rule }) => rule) };
  }

  /** Values of the ancestors with which the parameter exists. */
  #wayTo(name: string): Map<string, ParamValue> {
    const condition = this.condition(name);
    if (condition === null) return new Map();
    return this.#wayTo(condition.parent).set(condition.parent, condition.values[0] as ParamValue);
  }

  #node(name: string): Node {
    const found = this.#nodes.get(name);
    if (!found) throw new UserError('The space has no such parameter.', { field: 'space', value: name });
    return found;
  }

  #fault(params: unknown): { readonly rule: string; readonly name: string; readonly value: unknown } | null {
    if (typeof params !== 'object' || params === null || Array.isArray(params))
      return { rule: 'Parameters are an object.', name: '', value: params };
    const given = params as Record<string, unknown>;
    for (const { name, dimension, condition } of this.#order) {
      const exists = condition === null || isFulfilled(condition, given);
      if (!Object.hasOwn(given, name)) {
        if (!exists) continue;
        return { rule: 'The parameter is missing.', name, value: undefined };
      }
      if (!exists)
        return {
          rule: `The parameter exists only where ${condition.parent} is ${condition.values.join(' or ')}.`,
          name,
          value: given[name],
        };
      if (!containsValue(dimension, given[name]))
        return {
          rule: `The value is not in the space (${describeValue(dimension)}).`,
          name,
          value: given[name],
        };
    }
    const unknown = Object.keys(given).find((name) => !this.#nodes.has(name));
    if (unknown !== undefined)
      return { rule: 'The space has no such parameter.', name: unknown, value: given[unknown] };
    const broken = this.constraints.find((constraint) => !constraint.holds(given as unknown as P));
    return broken ? { rule: `The constraint “${broken.rule}” is broken.`, name: '', value: params } : null;
  }
}

function isFulfilled({ parent, values }: Condition, params: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(params, parent) && (values as readonly unknown[]).includes(params[parent]);
}

/**
 * A typed space: `space({ lr: float(1e-4, 1e-1, { scale: 'log' }), cell: categorical(['lstm', 'gru']) })`; with parameters that
 * depend on a choice by `choice` and `branch`, and with rules by `.where`.
 *
 * @throws UserError naming field, value and fix
 */
export function space<const D extends Dimensions>(dimensions: D): Space<ParamsOfDimensions<D>> {
  return new Space<ParamsOfDimensions<D>>(dimensions);
}

/**
 * A space out of JSON (`toJSON`, a journal's header, a file).
 *
 * @param constraints the code of the rules that the JSON names
 * @throws UserError naming the field at fault, or a rule without its code
 */
export function parseSpace(
  json: unknown,
  constraints: Readonly<Record<string, (params: Params) => boolean>> = {},
): Space {
  const parsed = spaceSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(`This is not a space: ${issue?.message ?? 'unknown reason'}.`, {
      field: ['space', ...(issue?.path ?? [])].join('.'),
      value: json,
    });
  }
  const rules = (parsed.data.constraints ?? []).map((rule): Constraint => {
    const holds = Object.hasOwn(constraints, rule) ? constraints[rule] : undefined;
    if (!holds)
      throw new UserError('A constraint is code, which JSON does not hold.', {
        field: 'space.constraints',
        value: rule,
        fix: 'Pass its function by its rule: parseSpace(json, { [rule]: (params) => … }).',
      });
    return { rule, holds };
  });
  return new Space(parsed.data.parameters, rules);
}
