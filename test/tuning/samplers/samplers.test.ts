import { samplerConformance } from './conformance.ts';

samplerConformance({ kind: 'grid' });
samplerConformance({ kind: 'grid', points: 2 });
samplerConformance({ kind: 'random' });
samplerConformance({ kind: 'tpe' });
samplerConformance({ kind: 'tpe', startupTrials: 1, candidates: 4 });
