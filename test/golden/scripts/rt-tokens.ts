/** Prints the tokens of the sentences of rt, one sentence per line: what `skip_gram.py` reads. `npx tsx` runs it. */
import { loadDataset } from 'sentilab/data/node';
import { normalizeText, tokenize } from 'sentilab/text';

const { examples } = await loadDataset('rt');
process.stdout.write(examples.map(({ text }) => `${tokenize(normalizeText(text)).join(' ')}\n`).join(''));
