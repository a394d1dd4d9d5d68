import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import type { Points } from './points.ts';

export interface UmapOptions {
  /** How many neighbours a row is kept near to: few show small groups, many the large shape. Default 15. */
  readonly neighbours?: number;
  /** How close rows of one group may lie, 0 … 1. Default 0.1. */
  readonly minDistance?: number;
  /** Passes of the layout. Default umap-js's own, by the number of rows. */
  readonly epochs?: number;
}

/**
 * Lays rows out on a plane so that near ones stay near (UMAP, McInnes et al. 2018, by umap-js), by their Euclidean
 * distance: give rows of length 1 and it is their cosine that counts. The same generator gives the same picture.
 *
 * @throws UserError when there are not more rows than neighbours
 */
export async function umap2(
  rows: readonly ArrayLike<number>[],
  rng: Rng,
  options: UmapOptions = {},
): Promise<Points> {
  const { neighbours = 15, minDistance = 0.1, epochs } = options;
  if (rows.length <= neighbours)
    throw new UserError('UMAP needs more rows than neighbours.', {
      field: 'neighbours',
      value: neighbours,
      fix: `Use at most ${Math.max(1, rows.length - 1)}, or give more rows.`,
    });
  const { UMAP } = await import('umap-js');
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: neighbours,
    minDist: minDistance,
    random: () => rng.float(),
    ...(epochs !== undefined && { nEpochs: epochs }),
  });
  const layout = await umap.fitAsync(rows.map((row) => Array.from(row)));
  return layout.map(([x = 0, y = 0]): [number, number] => [x, y]);
}
