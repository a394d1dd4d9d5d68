/** Prints the first directions of VAT that adversarial.py takes: those that a model with seed 1 draws for its batch. */
import { Rng } from 'sentilab/random';
import { getBackend } from 'sentilab/runtime/node';
import { randomSigns } from '../../../lib/models/network/adversarial.ts';

const { tf } = await getBackend();
const lengths = Int32Array.of(6, 3, 1, 4);
const batch = {
  ...{ size: 4, time: 6, lengths },
  ...{ ids: new Int32Array(24), labels: new Int32Array(4), exampleIds: [] },
};
const signs = randomSigns(tf, batch, 3, new Rng(1).split('dropout'));
console.log(JSON.stringify([...signs.dataSync()]));
