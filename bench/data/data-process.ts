/** One measurement of the data bench in a process of its own: `data-process.ts TASK`, the result as JSON on its last line. */
import { encodeExamples } from 'sentilab/data';
import { encodeCached, fitCached, loadDataset } from 'sentilab/data/node';
import { TextPipeline } from 'sentilab/text';
import { prepareImdb } from '../../lib/data/imdb/prepare.ts';
import { readArchive } from '../../lib/data/imdb/read-archive.ts';
import { exampleOf, inOfficialOrder } from '../../lib/data/imdb/reviews.ts';

/** What a process is told. */
export type DataTask =
  | { readonly kind: 'archive'; readonly from: string }
  | { readonly kind: 'prepare'; readonly from: string; readonly root: string }
  | { readonly kind: 'cached'; readonly root: string };

/** CPU seconds (user and system, all threads) and seconds on the clock of a stage. */
export interface StageTime {
  readonly stage: string;
  readonly cpu: number;
  readonly wall: number;
}

/** What a process found. */
export interface DataResult {
  readonly stages: readonly StageTime[];
  readonly reviews: number;
  readonly tokens: number;
  readonly peakMemoryMiB: number;
}

const task = JSON.parse(process.argv[2] ?? '') as DataTask;
const stages: StageTime[] = [];
const encoded = await run();
const result: DataResult = {
  stages,
  reviews: encoded.length,
  tokens: encoded.reduce((sum, { ids }) => sum + ids.length, 0),
  peakMemoryMiB: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(result));

async function run() {
  switch (task.kind) {
    case 'archive':
      return fromArchive(task.from);
    case 'prepare':
      await prepareImdb({ root: task.root, from: task.from, log: () => undefined });
      return fromCache(task.root);
    case 'cached':
      return fromCache(task.root);
  }
}

async function fromArchive(from: string) {
  const examples = await timed('parse', async () =>
    inOfficialOrder(await readArchive(from, { log: () => undefined }), 'train', from).map(
      ({ label, number, text, rating }) => exampleOf('train', label ?? 0, number, text, rating ?? undefined),
    ),
  );
  const texts = examples.map(({ text }) => text);
  const pipeline = await timed('vocabulary', () => TextPipeline.fit(texts));
  const all = await timed('encode', () => encodeExamples(pipeline, examples));
  await timed('clean', () => texts.forEach((text) => pipeline.normalize(text)));
  await timed('clean and tokenize', () => texts.forEach((text) => pipeline.tokens(text)));
  return all;
}

async function fromCache(root: string) {
  const dataset = await timed('read', () => loadDataset('imdb', { root }));
  const options = { root, fingerprint: dataset.fingerprint };
  const pipeline = await timed('vocabulary', () => fitCached(dataset.examples, {}, options));
  return timed('encode', () => encodeCached(pipeline, dataset.examples, options));
}

async function timed<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const start = performance.now();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  stages.push({ stage, cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 });
  return done;
}
