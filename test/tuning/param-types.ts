import { categorical, float, int, space } from 'sentilab/tuning';
import type { ParamsOf } from 'sentilab/tuning';

/**
 * Claims about types: this file compiles, or a claim is wrong. It is compiled by the project's TypeScript and by the
 * older one of the notebook kernel.
 */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : { readonly expected: B; readonly got: A };
type Claim<T extends true> = T;

export const typed = space({
  lr: float(1e-4, 1e-1, { scale: 'log' }),
  units: int(16, 128, { step: 16 }),
  cell: categorical(['lstm', 'gru']),
  width: categorical([64, 128]),
  peephole: categorical([true, false]),
});
type P = ParamsOf<typeof typed>;

export type Claims = [
  Claim<Same<P['lr'], number>>,
  Claim<Same<P['units'], number>>,
  Claim<Same<P['cell'], 'lstm' | 'gru'>>,
  Claim<Same<P['width'], 64 | 128>>,
  Claim<Same<P['peephole'], boolean>>,
  Claim<Same<keyof P, 'lr' | 'units' | 'cell' | 'width' | 'peephole'>>,
];

export function wrongUses(params: P): void {
  // @ts-expect-error parameters are read only
  params.lr = 1;
  // @ts-expect-error there is no such choice
  if (params.cell === 'rnn') return;
  // @ts-expect-error there is no such parameter
  void params.momentum;
}
