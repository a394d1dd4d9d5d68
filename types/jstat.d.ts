/** The part of jstat that is used here; the package brings no types. */
declare module 'jstat' {
  const jstat: {
    /** Complementary error function. */
    erfc(x: number): number;
    readonly normal: {
      cdf(x: number, mean: number, deviation: number): number;
      /** Quantile of the normal distribution. */
      inv(probability: number, mean: number, deviation: number): number;
    };
    readonly studentt: {
      cdf(x: number, degreesOfFreedom: number): number;
      /** Quantile of Student's t distribution. */
      inv(probability: number, degreesOfFreedom: number): number;
    };
  };
  export default jstat;
}
