/** Loss of one row in nats and its derivative by the logit. */
export type RowLoss = (logit: number, label: number) => { readonly value: number; readonly slope: number };
