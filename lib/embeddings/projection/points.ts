/** A place per row on a plane. */
export type Points = readonly (readonly [x: number, y: number])[];
