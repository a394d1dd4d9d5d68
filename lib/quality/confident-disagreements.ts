/**
 * How many labels are wrong, estimated by confident learning: an example belongs confidently to a class when its
 * probability reaches the mean probability that the members of that class have for it; those confident in the other class
 * than their label's are counted (the off-diagonal of the confident joint).
 *
 * @param labels 0 or 1
 * @param positive held-out probability of class 1
 * @see Northcutt, Jiang & Chuang (2021), Confident Learning: Estimating Uncertainty in Dataset Labels, section 3.1
 */
export function confidentDisagreements(labels: ArrayLike<number>, positive: ArrayLike<number>): number {
  const sums = [0, 0];
  const sizes = [0, 0];
  const probability = (i: number, label: 0 | 1): number =>
    label === 1 ? (positive[i] ?? NaN) : 1 - (positive[i] ?? NaN);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] === 1 ? 1 : 0;
    sums[label]! += probability(i, label);
    sizes[label]!++;
  }
  const threshold = sums.map((sum, label) => (sizes[label] === 0 ? Infinity : sum / sizes[label]!));
  let wrong = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] === 1 ? 1 : 0;
    const other = label === 1 ? 0 : 1;
    const confident = ([0, 1] as const).filter((each) => probability(i, each) >= threshold[each]!);
    // Confident in both classes: the more probable one counts.
    const belongs = confident.length === 2 ? (probability(i, 1) > probability(i, 0) ? 1 : 0) : confident[0];
    if (belongs === other) wrong++;
  }
  return wrong;
}
