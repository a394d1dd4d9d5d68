import { poolingOf } from '../config/pooling-config.ts';
import type { RecurrentConfig } from '../config/recurrent-config.ts';

/** A way of reading a text. */
export type Direction = 'forward' | 'backward';

/** The directions a model reads in, in the order of its weights. */
export function directionsOf({ directions }: Pick<RecurrentConfig, 'directions'>): readonly Direction[] {
  return directions === 'both' ? ['forward', 'backward'] : [directions];
}

/** Features that one direction of a layer puts out. */
export function directionSize({ projection, units }: Pick<RecurrentConfig, 'projection' | 'units'>): number {
  return projection ?? units;
}

/** Features that all directions of a layer put out together. */
export function outputSize(config: Pick<RecurrentConfig, 'directions' | 'projection' | 'units'>): number {
  return directionsOf(config).length * directionSize(config);
}

/** Width of what pooling hands to the head. */
export function pooledSize(config: Omit<RecurrentConfig, 'head' | 'dropout'>): number {
  switch (poolingOf(config.pooling).kind) {
    case 'max-mean':
    case 'self-attention':
      return 2 * outputSize(config);
    case 'last':
    case 'attention':
      return outputSize(config);
  }
}

/**
 * Where the weights of one direction of a layer lie: `lstm/forward` in the first layer (as it was called before there
 * were others), `lstm/1/forward` in the second.
 */
export function directionName(cell: string, layer: number, direction: Direction): string {
  return layer === 0 ? `${cell}/${direction}` : `${cell}/${layer}/${direction}`;
}
