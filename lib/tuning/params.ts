/** A parameter's value, as it stands in journals and records. */
export type ParamValue = number | string | boolean;

/** One trial's parameters by name. */
export type Params = Readonly<Record<string, ParamValue>>;
