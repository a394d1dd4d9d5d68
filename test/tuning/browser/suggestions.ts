import { categorical, choice, createSampler, float, int, space } from 'sentilab/tuning';
import type { ObservedTrial, Params, Space } from 'sentilab/tuning';

const mixed: Space = space({
  lr: float(1e-5, 1, { scale: 'log' }),
  drop: float(0, 0.8),
  units: int(16, 512, { scale: 'log' }),
  cell: categorical(['lstm', 'gru', 'bilstm']),
  optimizer: choice({ adam: { beta: float(0.8, 0.99) }, sgd: { momentum: float(0, 0.99) } }),
});

function loss(params: Params): number {
  return (
    (Math.log10(Number(params.lr)) + 2.5) ** 2 +
    (Number(params.drop) - 0.3) ** 2 +
    (Math.log2(Number(params.units)) - 7) ** 2 / 10 +
    { lstm: 0.1, gru: 0.2, bilstm: 0 }[String(params.cell) as 'lstm' | 'gru' | 'bilstm'] +
    (params.optimizer === 'adam'
      ? (Number(params.beta) - 0.9) ** 2
      : 0.1 + (Number(params.momentum) - 0.9) ** 2)
  );
}

/** The parameters of a search’s trials; the same in Node and, bundled, in a browser. */
export function suggestions(kind: 'tpe' | 'gp' | 'cmaes' | 'nsga2' | 'sobol', trials: number): Params[] {
  const sampler = createSampler({ kind }, mixed, 11);
  const done: Params[] = [];
  let news: ObservedTrial[] = [];
  for (let number = 0; number < trials; number++) {
    sampler.update(news, []);
    const params = sampler.suggest(1)[0]?.params ?? {};
    done.push(params);
    news = [{ number, params, value: loss(params), state: 'finished' }];
  }
  return done;
}
