import assert from 'node:assert/strict';
import { splitDataset } from 'sentilab/data';
import type { Example } from 'sentilab/data';
import { loadDataset } from 'sentilab/data/node';

/** Fingerprints of parts as results were recorded with them. They never change: old results must reproduce. */
const RT = {
  1: '47d1fbc8917f4ae7c6ed5cff09cf07fe1a56eb61887c39520e3a67741d34cad0',
  2: 'd74059fbe64b859cd2cc0ea78a3f04c38deb4c70ad1dd70f3235b408863b8ab5',
  42: '7163c379815904acc6aa4e8ce3c9268feb64c682ad81d2b0ffed8a2021f00266',
};
const RT_OTHER_SHARES = '352d484191ca430ccf98b1fb35487e7cc8ecab6728a850ef8419a7b13a694e2b';
const BLOCKS = '9e547f9a560236eed15a497ff4dbbb96055ee523a9176b2ce3342c9acc55d6e5';
const BLOCKS_IGNORED = '1016621edf6622d8a986f65243de4ffc09e68516b885766cf157a262a423738a';

/** Skewed, with groups, and with doubles that differ in spacing. */
const grouped = {
  name: 'grouped',
  examples: Array.from(
    { length: 3000 },
    (_, i): Example => ({
      id: `g/${i}`,
      text: `Text  ${(i * 7919) % 2900}`,
      label: i % 10 === 0 ? 1 : 0,
      group: `b${Math.floor(i / 40)}`,
    }),
  ),
};

describe('splits that results were recorded with', () => {
  it('gives the recorded parts of rt for each seed', async () => {
    const rt = await loadDataset('rt');
    for (const [seed, fingerprint] of Object.entries(RT))
      assert.equal(splitDataset(rt, { seed: Number(seed) }).fingerprint, fingerprint, `seed ${seed}`);
    assert.equal(splitDataset(rt, { seed: 7, validation: 0.2, test: 0.15 }).fingerprint, RT_OTHER_SHARES);
  });

  it('gives the recorded blocks, and the recorded parts without them', () => {
    assert.equal(splitDataset(grouped, { seed: 5 }).fingerprint, BLOCKS);
    const ignored = splitDataset(grouped, { seed: 5, kind: 'random-stratified', test: 0 });
    assert.equal(ignored.fingerprint, BLOCKS_IGNORED);
  });
});
