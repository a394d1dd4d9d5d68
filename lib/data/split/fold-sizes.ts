/**
 * Examples per fold and class, as scikit-learn's StratifiedKFold deals them out: classes one behind the other, the one
 * seen first in front, dealt round like cards. Per class and in all, folds differ by one example at most.
 *
 * @param counts class sizes, [negative, positive]
 * @param firstClass class of the first example
 * @returns [fold][class]
 */
export function stratifiedFoldSizes(
  counts: readonly [number, number],
  firstClass: 0 | 1,
  folds: number,
): [number, number][] {
  const sizes = Array.from({ length: folds }, (): [number, number] => [0, 0]);
  let next = 0;
  for (const label of firstClass === 0 ? ([0, 1] as const) : ([1, 0] as const))
    for (let i = 0; i < counts[label]; i++) (sizes[next++ % folds] as [number, number])[label]++;
  return sizes;
}

/** Examples per fold without regard to classes: the first `count % folds` have one more, as in scikit-learn's KFold. */
export function foldSizes(count: number, folds: number): number[] {
  return Array.from({ length: folds }, (_, fold) => Math.floor(count / folds) + (fold < count % folds ? 1 : 0));
}
