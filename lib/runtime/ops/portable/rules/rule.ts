/** One variable at one update, in typed arrays. */
export interface ArrayUpdate {
  /** Changed in place. */
  readonly weights: Float32Array;
  /** The rule's memory in the order of its slot names; changed in place. */
  readonly slots: readonly Float32Array[];
  readonly gradient: Float32Array;
  /** Multiplies the gradient (clipping); 1 leaves it as it is. */
  readonly scale: number;
  readonly learningRate: number;
  /** Updates of this variable, this one included. */
  readonly step: number;
}

/** An optimizer's rule: in double precision, rounded when stored. */
export type ArrayRule = (update: ArrayUpdate) => void;
