import type { SearchView } from '../route.ts';

/** What the tabs are called, and what each view shows in a sentence. */
export const VIEW_NAMES: Readonly<Record<SearchView, { readonly name: string; readonly about: string }>> = {
  slices: { name: 'Slices', about: 'The objective across each parameter: every point a finished run.' },
  contour: {
    name: 'Contour',
    about:
      'The objective over two parameters: a smooth surface through the finished runs; the star is the best. Nothing is said where nothing was tried.',
  },
  rank: {
    name: 'Rank',
    about:
      'Finished runs over two parameters, coloured by their rank: one very poor run does not flatten the others.',
  },
  matrix: {
    name: 'Scatter matrix',
    about: 'The most important parameters and the objective against each other.',
  },
  interactions: {
    name: 'Interactions',
    about:
      'What each two parameters explain of the objective’s variance beyond what each does alone (fANOVA); on the edge each alone.',
  },
  edf: { name: 'Distribution', about: 'Which share of each sampler’s finished trials is at least so good.' },
  samplers: {
    name: 'Samplers',
    about:
      'The best so far of each sampler; over several seeds the mean, from three on with its 95 % interval.',
  },
  timeline: {
    name: 'Timeline',
    about: 'Which worker trained what when: a bar per run, hatched when it was pruned.',
  },
  intermediate: {
    name: 'Intermediate values',
    about:
      'The objective on its way: pruned runs end in a cross. Press the end of a curve to select its run.',
  },
  pareto: {
    name: 'Pareto front',
    about: 'Two objectives at once: what lies on the stair is not beaten in both by any other run.',
  },
};
