import type { Comparison, RunRecord } from '../tracking/index.ts';

/** What a sweep tells its audience while it runs: progress bars, notebooks and `--json` listen. */
export type SweepEvent =
  | { readonly kind: 'message'; readonly text: string }
  | {
      readonly kind: 'sweep-opened';
      readonly experiment: string;
      readonly jobs: number;
      readonly studies: readonly {
        readonly sampler: string;
        readonly done: number;
        readonly total: number;
      }[];
    }
  | {
      readonly kind: 'trial-started';
      readonly sampler: string;
      readonly number: number;
      readonly params: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'epoch';
      readonly sampler: string;
      readonly number: number;
      readonly epoch: number;
      readonly epochs: number;
      readonly metrics: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'trial-ended';
      readonly sampler: string;
      readonly number: number;
      readonly state: 'finished' | 'pruned' | 'failed';
      readonly value: number | null;
      readonly detail: string;
      readonly wallSeconds: number;
      readonly cpuSeconds: number;
    }
  | { readonly kind: 'baseline'; readonly record: RunRecord }
  | { readonly kind: 'finished'; readonly comparison: Comparison; readonly cpuSeconds: number };

export type SweepListener = (event: SweepEvent) => void;
