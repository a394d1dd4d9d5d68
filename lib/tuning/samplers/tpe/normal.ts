import type { Rng } from '../../../random/index.ts';

const SQRT_2 = Math.SQRT2;
const LOG_SQRT_2PI = 0.9189385332046727;

/**
 * The complementary error function with a relative error below 1.2e-7 everywhere, tails included (Numerical Recipes,
 * 2nd edition, section 6.2).
 */
export function erfc(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + 0.5 * z);
  const tail =
    t *
    Math.exp(
      -z * z -
        1.26551223 +
        t *
          (1.00002368 +
            t *
              (0.37409196 +
                t *
                  (0.09678418 +
                    t *
                      (-0.18628806 +
                        t *
                          (0.27886807 +
                            t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))),
    );
  return x >= 0 ? tail : 2 - tail;
}

/** The logarithm of the standard normal density. */
export function logNormalDensity(z: number): number {
  return -0.5 * z * z - LOG_SQRT_2PI;
}

/** The logarithm of the standard normal's mass between `a` and `b`, a ≤ b, precise in tails and for narrow cells. */
export function logNormalMass(a: number, b: number): number {
  // The difference of two nearly equal numbers loses its digits: a narrow cell is density times width.
  if (b - a < 1e-3) return logNormalDensity((a + b) / 2) + Math.log(b - a);
  if (a > 0) return logNormalMass(-b, -a); // both tails look alike, and the left one is small where it should be
  const mass =
    b <= 0 ? 0.5 * (erfc(-b / SQRT_2) - erfc(-a / SQRT_2)) : 1 - 0.5 * (erfc(b / SQRT_2) + erfc(-a / SQRT_2));
  return Math.log(Math.max(mass, 1e-300));
}

/** So many deviations out, a tail holds less than 1e-9. */
const FAR = 6;

/** The standard normal's mass between `a` ≤ 0 and `b` ≥ 0. */
export function normalMass(a: number, b: number): number {
  const left = a < -FAR ? 0 : 0.5 * erfc(-a / SQRT_2);
  const right = b > FAR ? 0 : 0.5 * erfc(b / SQRT_2);
  return 1 - left - right;
}

/** A normal draw that fell into [0, 1]. The mean lies inside, so that at worst some draws are thrown away. */
export function truncatedNormal(mean: number, deviation: number, rng: Rng): number {
  for (let tries = 0; tries < 1000; tries++) {
    const draw = mean + deviation * rng.normal();
    if (draw >= 0 && draw <= 1) return draw;
  }
  return mean;
}
