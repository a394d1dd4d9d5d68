import { createHash } from 'node:crypto';
import { FailureError } from 'sentilab/errors';
import { loadDataset } from 'sentilab/data/node';
import { TextPipeline } from 'sentilab/text';
import { readArchive } from '../../lib/data/imdb/read-archive.ts';
import type { BenchReport } from '../bench.ts';
import { startPeer } from './peer.ts';
import type { Pass, Peer } from './peer.ts';

export interface TextBenchOptions {
  /** A Python that has scikit-learn; without it only we are measured. */
  readonly python?: string;
  /** An official tar.gz of reviews; default: the prepared imdb, or else rt over and over. */
  readonly from?: string;
  /** Passes of each; the quickest counts. */
  readonly repetitions: number;
  readonly log?: (line: string) => void;
}

/** Texts and what getting them cost, where it was more than reading a prepared file. */
interface Texts {
  readonly name: string;
  readonly texts: readonly string[];
  readonly cpuSeconds: number | null;
}

/** As many texts as the train half of IMDB. */
const COUNT = 25_000;

/**
 * Texts to tokens, one thread: the pipeline `lowercase, words` beside scikit-learn's `CountVectorizer().build_analyzer()`
 * (lower case, words of two characters or more, unigrams) on the same texts, in turns, the quickest of several passes; the
 * tokens must be the same, one by one. Then the default pipeline: fitting and encoding from a cold start, in CPU seconds.
 *
 * @throws FailureError when the peer does not run or says other tokens
 */
export async function textBench(options: TextBenchOptions): Promise<BenchReport> {
  const { python, repetitions, log = () => undefined } = options;
  const { name, texts, cpuSeconds: parse } = await gather(options.from);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  log(`${texts.length} texts (${name}), ${megabytes.toFixed(1)} MB`);

  const analyzer = await TextPipeline.fit([], { steps: [{ kind: 'lowercase' }, { kind: 'words' }] });
  const peer = python === undefined ? null : await startPeer(python, texts);
  const ours: Pass[] = [];
  const theirs: Pass[] = [];
  try {
    if (peer) sameTokens(analyzer, texts, peer);
    for (let i = 0; i < repetitions; i++) {
      ours.push(pass(analyzer, texts));
      if (peer) theirs.push(await peer.pass());
      log(
        `pass ${i + 1}/${repetitions}: ${[ours, theirs].flatMap((all) => all.at(-1)?.seconds.toFixed(3) ?? []).join(' s, ')} s`,
      );
    }
  } finally {
    peer?.close();
  }
  const best = quickest(ours);
  const tokens = ours[0]?.tokens ?? 0;
  const peerBest = theirs.length === 0 ? null : quickest(theirs);
  const whole = await wholePipeline(texts, repetitions);

  return {
    json: {
      texts: texts.length,
      source: name,
      characters,
      megabytes,
      words: { seconds: best, tokens, megabytesPerSecond: megabytes / best },
      peer: peer && peerBest ? { library: peer.library, seconds: peerBest, ratio: peerBest / best } : null,
      parse,
      default: whole,
    },
    lines: [
      `${texts.length} texts (${name}), ${megabytes.toFixed(1)} MB, ${tokens} words, one thread, minimum of ${repetitions}`,
      `words   sentilab ${best.toFixed(3)} s (${(megabytes / best).toFixed(0)} MB/s)`,
      ...(peer && peerBest
        ? [
            `        ${peer.library} ${peerBest.toFixed(3)} s: sentilab is ${(peerBest / best).toFixed(2)} times as fast; the same tokens`,
          ]
        : ['        add --python PATH, a Python with scikit-learn, to measure it beside us']),
      `default pipeline, CPU seconds from a cold start: fit ${whole.fit.toFixed(2)}, encode ${whole.encode.toFixed(2)} (${(megabytes / whole.encode).toFixed(0)} MB/s), encode again ${whole.again.toFixed(2)} (${(megabytes / whole.again).toFixed(0)} MB/s)`,
      ...(parse === null
        ? []
        : [
            `from the archive: read ${parse.toFixed(2)} + fit ${whole.fit.toFixed(2)} + encode ${whole.encode.toFixed(2)} = ${(parse + whole.fit + whole.encode).toFixed(2)} CPU seconds`,
          ]),
    ],
  };
}

async function gather(from: string | undefined): Promise<Texts> {
  if (from !== undefined) {
    const before = process.cpuUsage();
    const reviews = await readArchive(from, { log: () => undefined });
    const cpuSeconds = cpuSince(before);
    const labelled = reviews.filter(({ label }) => label !== null);
    return { name: from, texts: labelled.slice(0, COUNT).map(({ text }) => text), cpuSeconds };
  }
  const imdb = await loadDataset('imdb').catch(() => null);
  if (imdb) return { name: 'imdb', texts: imdb.examples.map(({ text }) => text), cpuSeconds: null };
  const { examples } = await loadDataset('rt');
  const texts = Array.from({ length: COUNT }, (_, i) => examples[i % examples.length]?.text ?? '');
  return { name: 'rt, over and over', texts, cpuSeconds: null };
}

function pass(pipeline: TextPipeline, texts: readonly string[]): Pass {
  const start = performance.now();
  let tokens = 0;
  for (const text of texts) tokens += pipeline.tokens(text).length;
  return { seconds: (performance.now() - start) / 1000, tokens };
}

function quickest(passes: readonly Pass[]): number {
  return Math.min(...passes.map(({ seconds }) => seconds));
}

function sameTokens(pipeline: TextPipeline, texts: readonly string[], peer: Peer): void {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${pipeline.tokens(text).join('\x1f')}\n`);
  const sha256 = hash.digest('hex');
  if (sha256 !== peer.sha256)
    throw new FailureError(`${peer.library} finds other words than we do: the times cannot be compared.`, {
      value: { ours: sha256, theirs: peer.sha256 },
    });
}

async function wholePipeline(
  texts: readonly string[],
  repetitions: number,
): Promise<{ readonly fit: number; readonly encode: number; readonly again: number }> {
  const best = { fit: Infinity, encode: Infinity, again: Infinity };
  const measure = (what: keyof typeof best, before: NodeJS.CpuUsage): void => {
    best[what] = Math.min(best[what], cpuSince(before));
  };
  for (let i = 0; i < repetitions; i++) {
    let before = process.cpuUsage();
    const fitted = await TextPipeline.fit(texts);
    measure('fit', before);
    // Out of its JSON it remembers nothing, as in a process that loads a model.
    const cold = await TextPipeline.fromJSON(JSON.parse(JSON.stringify(fitted)));
    for (const what of ['encode', 'again'] as const) {
      before = process.cpuUsage();
      for (const text of texts) cold.encode(text);
      measure(what, before);
    }
  }
  return best;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
