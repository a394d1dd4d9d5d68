import { loadDataset } from 'sentilab/data/node';
import { TextPipeline } from 'sentilab/text';
import type { StepConfigInput } from 'sentilab/text';
import type { BenchReport } from '../bench.ts';
import { libraryCalls } from './libraries.ts';

export interface StepsBenchOptions {
  /** Data set whose first texts are taken. */
  readonly data: string;
  readonly texts: number;
  readonly repetitions: number;
}

/** One step: texts per second through a pipeline with it, and through the library behind it called directly. */
interface StepSpeed {
  readonly step: string;
  readonly library: string;
  /** That came out of the pipeline. */
  readonly tokens: number;
  readonly textsPerSecond: number;
  readonly libraryTextsPerSecond: number;
}

/**
 * The linguistic steps beside the libraries they stand on: the same texts, one thread, in turns, the quickest of several
 * rounds. A round begins with a new pipeline, so that it remembers no word of the round before. Steps on tokens stand
 * behind the `whitespace` tokenizer.
 */
export async function stepsBench({
  data,
  texts: count,
  repetitions,
}: StepsBenchOptions): Promise<BenchReport> {
  const { examples, title } = await loadDataset(data);
  const texts = examples.slice(0, count).map(({ text }) => text);
  const libraries = await libraryCalls(texts);
  const speeds: StepSpeed[] = [];
  for (const { step, library, call } of libraries) {
    const steps: StepConfigInput[] =
      step.kind === 'wink' || step.kind === 'bpe' ? [step] : [{ kind: 'whitespace' }, step];
    const fitted = (await TextPipeline.fit(texts, { steps })).toJSON();
    let ours = Infinity;
    let theirs = Infinity;
    let tokens = 0;
    for (let round = 0; round < repetitions; round++) {
      const pipeline = await TextPipeline.fromJSON(fitted);
      const mine = timed(texts, (text) => pipeline.tokens(text));
      tokens = mine.tokens;
      ours = Math.min(ours, mine.seconds);
      theirs = Math.min(theirs, timed(texts, call).seconds);
    }
    speeds.push({
      step: step.kind,
      library,
      tokens,
      textsPerSecond: texts.length / ours,
      libraryTextsPerSecond: texts.length / theirs,
    });
  }
  return {
    json: { data, texts: texts.length, repetitions, speeds },
    lines: [
      `${texts.length.toLocaleString('en-US')} texts of ${title}, texts per second on one thread, best of ${repetitions}`,
      `${'step'.padEnd(11)} ${'pipeline'.padStart(9)} ${'library'.padStart(9)} ${'ratio'.padStart(6)}`,
      ...speeds.map(
        ({ step, library, textsPerSecond, libraryTextsPerSecond }) =>
          `${step.padEnd(11)} ${rate(textsPerSecond)} ${rate(libraryTextsPerSecond)} ${(textsPerSecond / libraryTextsPerSecond).toFixed(2).padStart(6)}  ${library}`,
      ),
    ],
  };
}

/** Seconds for all texts. What comes out is counted, so that nothing is computed in vain. */
function timed(
  texts: readonly string[],
  work: (text: string) => readonly unknown[],
): { readonly seconds: number; readonly tokens: number } {
  const started = performance.now();
  let tokens = 0;
  for (const text of texts) tokens += work(text).length;
  return { seconds: (performance.now() - started) / 1000, tokens };
}

const rate = (perSecond: number): string => Math.round(perSecond).toLocaleString('en-US').padStart(9);
