import { boolean, branch, categorical, choice, float, int, ordered, space } from 'sentilab/tuning';
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

export const conditional = space({
  lr: float(1e-4, 1e-1, { scale: 'log' }),
  optimizer: choice({
    adam: { beta1: float(0.8, 0.99) },
    sgd: { nesterov: boolean(), schedule: choice({ step: { gamma: float(0.1, 0.9) }, constant: {} }) },
  }),
  layers: branch(ordered([1, 2]), {
    1: { drop1: float(0, 0.8) },
    2: { drop1: float(0, 0.8), drop2: float(0, 0.8) },
  }),
  attention: branch(boolean(), { true: { heads: categorical([1, 2, 4]) } }),
});
type C = ParamsOf<typeof conditional>;
type Sgd = Extract<C, { optimizer: 'sgd' }>;

export type ConditionalClaims = [
  Claim<Same<C['optimizer'], 'adam' | 'sgd'>>,
  Claim<Same<C['lr'], number>>,
  Claim<Same<C['layers'], 1 | 2>>,
  Claim<Same<C['attention'], boolean>>,
  Claim<Same<keyof C, 'lr' | 'optimizer' | 'layers' | 'attention' | 'drop1'>>,
  Claim<Same<Extract<C, { optimizer: 'adam' }>['beta1'], number>>,
  Claim<Same<Sgd['nesterov'], boolean>>,
  Claim<Same<Extract<Sgd, { schedule: 'step' }>['gamma'], number>>,
  Claim<Same<Extract<C, { layers: 2; attention: true }>['heads'], 1 | 2 | 4>>,
];

export function narrowed(params: C): number {
  // @ts-expect-error a parameter of a branch needs its choice
  void params.beta1;
  if (params.optimizer === 'adam') {
    // @ts-expect-error a parameter of another branch
    void params.nesterov;
    return params.beta1;
  }
  // @ts-expect-error a parameter of a branch inside a branch needs its choice too
  void params.gamma;
  if (params.schedule === 'step') return params.gamma;
  if (params.layers === 2) return params.drop2;
  // @ts-expect-error the second layer's parameter is not there
  void params.drop2;
  return params.attention ? params.heads : params.drop1;
}

export function wrongSpaces(): void {
  // @ts-expect-error there is no such choice
  branch(ordered([1, 2]), { 3: { drop: float(0, 1) } });
  conditional.where(
    // @ts-expect-error a rule asks for the choice as well
    ({ beta1 }) => beta1 > 0,
    'beta1 > 0',
  );
}
