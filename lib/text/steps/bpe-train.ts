import { FailureError } from '../../errors/index.ts';
import { bpeTokenizerJson } from './bpe-model.ts';
import type { BpeModel } from './bpe-model.ts';

/** Most subwords that the library's trainer learns; it takes no other number. */
export const MOST_SUBWORDS = 30_000;

/**
 * Byte-pair encoding learnt from texts by Hugging Face's `tokenizers`: the most frequent pair of neighbours becomes one
 * subword, again and again, until there are `vocabSize` of them. The library always goes to 30,000; because every merge
 * depends only on those before it, the first ones are the merges of a smaller vocabulary.
 *
 * Runs in Node only: the library reads its texts from a file, which is written to the system's temporary folder and
 * removed. Memory does not grow with the number of texts. The same texts give the same model on any number of threads.
 *
 * @throws FailureError in a browser
 */
export async function trainBpe(texts: AsyncIterable<string>, vocabSize: number): Promise<BpeModel> {
  // Asked for at run time: this module also loads in a browser, where a trained model works as well.
  if (typeof process === 'undefined')
    throw new FailureError('A subword tokenizer is trained in Node; a browser can only use a trained one.', {
      field: 'text.steps',
      value: 'bpe',
    });
  const fs = process.getBuiltinModule('node:fs');
  const path = process.getBuiltinModule('node:path');
  const os = process.getBuiltinModule('node:os');
  const { Tokenizer } = (await import('tokenizers')).default;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-bpe-'));
  try {
    const corpus = path.join(folder, 'texts');
    const file = fs.openSync(corpus, 'w');
    try {
      for await (const text of texts) fs.writeSync(file, `${text.replace(/\s+/g, ' ')}\n`);
    } finally {
      fs.closeSync(file);
    }
    const tokenizer = Tokenizer.fromString(JSON.stringify(bpeTokenizerJson({ subwords: [], merges: [] })));
    tokenizer.train([corpus]);
    const trained = path.join(folder, 'tokenizer.json');
    tokenizer.save(trained);
    return firstSubwords(JSON.parse(fs.readFileSync(trained, 'utf8')) as TokenizerFile, vocabSize);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The part of a tokenizer.json that training makes. */
interface TokenizerFile {
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (readonly [string, string])[];
  };
}

/** Cuts a model to the subwords that training to `vocabSize` would have stopped at. All single characters stay. */
function firstSubwords({ model }: TokenizerFile, vocabSize: number): BpeModel {
  const byId = Object.entries(model.vocab).sort(([, a], [, b]) => a - b);
  const subwords = new Set(byId.map(([subword]) => subword).filter((subword) => [...subword].length === 1));
  const merges: string[] = [];
  for (const [left, right] of model.merges) {
    if (subwords.size >= vocabSize) break;
    subwords.add(left + right);
    merges.push(`${left} ${right}`);
  }
  return { subwords: [...subwords], merges };
}
