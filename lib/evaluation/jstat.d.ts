/** The part of jstat that is used here; the package brings no types. */
declare module 'jstat/dist/jstat.js' {
  const jStat: {
    /** Complementary error function. */
    erfc(x: number): number;
  };
  export default jStat;
}
