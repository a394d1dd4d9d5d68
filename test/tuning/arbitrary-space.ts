import fc from 'fast-check';
import { categorical, float, int, isChoice, ordered } from 'sentilab/tuning';
import type { Dimension, Dimensions } from 'sentilab/tuning';

/** Any legal dimension. */
export function anyDimension(): fc.Arbitrary<Dimension> {
  const real = { noNaN: true, noDefaultInfinity: true };
  return fc.oneof(
    fc
      .tuple(fc.double({ min: -1e6, max: 1e6, ...real }), fc.double({ min: 0, max: 1e6, ...real }))
      .map(([low, width]) => float(low, low + width)),
    fc
      .tuple(fc.double({ min: 1e-9, max: 1e3, ...real }), fc.double({ min: 1, max: 1e6, ...real }))
      .map(([low, factor]) => float(low, low * factor, { scale: 'log' })),
    fc
      .tuple(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0.1, 0.25, 0.5, 2),
      )
      .map(([start, steps, step]) => float(start, start + steps * step, { step })),
    fc
      .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(60), fc.integer({ min: 1, max: 7 }))
      .map(([low, steps, step]) => int(low, low + steps * step, { step })),
    fc
      .tuple(fc.integer({ min: 1, max: 1000 }), fc.nat(5000))
      .map(([low, width]) => int(low, low + width, { scale: 'log' })),
    fc
      .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 5 })
      .map((choices) => categorical(choices)),
    fc
      .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 5 })
      .map((choices) => ordered(choices)),
  );
}

/** The dimensions of any legal space, with branches, some of them inside others. */
export function anySpace(): fc.Arbitrary<Dimensions> {
  const name = fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,6}$/).filter((text) => text !== '__proto__');
  return fc
    .tuple(
      fc.dictionary(name, anyDimension(), { minKeys: 1, maxKeys: 6, noNullPrototype: true }),
      fc.array(fc.tuple(fc.nat(8), fc.nat(4)), { minLength: 6, maxLength: 6 }),
    )
    .map(([dimensions, places]) => planted(dimensions, places));
}

/** Moves parameters into branches of choices that stand before them, where the numbers say so. */
function planted(
  dimensions: Dimensions,
  places: readonly (readonly [parent: number, choice: number])[],
): Dimensions {
  const names = Object.keys(dimensions);
  const left: Record<string, Dimension> = { ...dimensions };
  for (let i = names.length - 1; i > 0; i--) {
    const [place, pick] = places[i] ?? [0, 0];
    const [name, parentName] = [names[i] ?? '', names[place < i ? place : i] ?? ''];
    const [child, parent] = [left[name], left[parentName]];
    if (place >= i || child === undefined || parent === undefined || !isChoice(parent)) continue;
    const keys = parent.choices.map(String);
    const key = keys[pick % keys.length] ?? '';
    if (new Set(keys).size < keys.length || key === '__proto__') continue;
    const branches = parent.branches ?? {};
    left[parentName] = { ...parent, branches: { ...branches, [key]: { ...branches[key], [name]: child } } };
    delete left[name];
  }
  return left;
}
