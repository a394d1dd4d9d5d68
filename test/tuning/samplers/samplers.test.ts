import { samplerConformance } from './conformance.ts';

samplerConformance({ kind: 'grid' });
samplerConformance({ kind: 'grid', points: 2 });
samplerConformance({ kind: 'random' });
samplerConformance({ kind: 'sobol' });
samplerConformance({ kind: 'tpe' });
samplerConformance({ kind: 'tpe', startupTrials: 1, candidates: 4 });
samplerConformance({ kind: 'gp', startupTrials: 4, modelTrials: 12 }, 'little');
samplerConformance({ kind: 'cmaes', startupTrials: 4 });
samplerConformance({ kind: 'nsga2', population: 8 });
