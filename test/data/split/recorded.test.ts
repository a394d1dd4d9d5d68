import assert from 'node:assert/strict';
import { kFold, splitDataset } from 'sentilab/data';
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
const RT_STRATIFIED = '00e786fef54a005f06dfe4f4592cb5b29f406932ad09517340b0610144617a16';
const RT_STABLE = '42b3fbc2962c4d029f03b24e6b641c8d41111a10532c85408580252d7b5141cf';
const RT_FOLDS = [
  '9ce6fac01d15aedc78115f861ea4bf6a9618e7683d67e78253282e8455c93564',
  '2f32861ef9c2966d78f0c006d38059c210936d50a094111a56ea1354561a48c4',
  'b314f840706410cb7a0e59bdc5f588b1372ca12d432a3a582ff99c71a3b799ae',
];

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

  it('gives the parts and folds by hash of rt, near duplicates together', async () => {
    const rt = await loadDataset('rt');
    assert.equal(splitDataset(rt, { kind: 'stratified', seed: 1 }).fingerprint, RT_STRATIFIED);
    assert.equal(splitDataset(rt, { kind: 'stable', seed: 1 }).fingerprint, RT_STABLE);
    assert.deepEqual(
      kFold(rt, { seed: 1, folds: 3 }).map(({ fingerprint }) => fingerprint),
      RT_FOLDS,
    );
  });
});
