import {
  duplicateClusters,
  type DuplicateClusters,
  type DuplicatesConfig,
  type Example,
} from '../data/index.ts';
import { normalizeText, tokenize } from '../text/index.ts';
import type { Rng } from '../random/index.ts';
import type { CheckContext } from './check.ts';

/** What a report needs from outside. Each has a real default. */
export interface QualityEffects {
  /** Called some times a second with what is being done and how far it is. */
  readonly onProgress?: (progress: QualityProgress) => void;
  /** Calls the report off. */
  readonly signal?: AbortSignal;
  /** Date of the report. Default: the clock. */
  readonly now?: () => Date;
}

/** Where a report is. */
export interface QualityProgress {
  /** Title of the check or statistic. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** Milliseconds of work between two breaths, in which timers, signals and pages get their turn. */
const BREATH = 50;

/** Examples with what checks share; `forStep` gives the view of one check. */
export class SharedContext {
  readonly #examples: readonly Example[];
  readonly #parts: readonly string[];
  readonly #partOf: Uint8Array;
  readonly #effects: QualityEffects;
  readonly #duplicatesConfig: DuplicatesConfig;
  #tokens: (readonly string[])[] | undefined;
  #duplicates: DuplicateClusters | undefined;
  #lastBreath = 0;

  constructor(
    data: {
      readonly examples: readonly Example[];
      readonly parts: readonly string[];
      readonly partOf: Uint8Array;
    },
    duplicatesConfig: DuplicatesConfig,
    effects: QualityEffects,
  ) {
    this.#examples = data.examples;
    this.#parts = data.parts;
    this.#partOf = data.partOf;
    this.#duplicatesConfig = duplicatesConfig;
    this.#effects = effects;
  }

  /** The view of one check or statistic. */
  forStep(step: string, rng: Rng): CheckContext {
    const pause = (done: number, total: number, name = step): Promise<void> =>
      this.#breathe(name, done, total);
    return {
      examples: this.#examples,
      parts: this.#parts,
      partOf: this.#partOf,
      rng,
      pause,
      tokens: () => this.#tokenize(),
      duplicates: () => this.#findDuplicates(),
      each: (visit) => this.#each(step, visit),
    };
  }

  async #tokenize(): Promise<readonly (readonly string[])[]> {
    if (this.#tokens === undefined) {
      const tokens: (readonly string[])[] = [];
      await this.#each('Tokens', ({ text }) => tokens.push(tokenize(normalizeText(text))));
      this.#tokens = tokens;
    }
    return this.#tokens;
  }

  async #findDuplicates(): Promise<DuplicateClusters> {
    if (this.#duplicates === undefined) {
      await this.#breathe('Duplicates', 0, 100);
      const texts = this.#examples.map(({ text }) => text);
      this.#duplicates = duplicateClusters(texts, this.#duplicatesConfig, {
        onProgress: (share) =>
          this.#effects.onProgress?.({ step: 'Duplicates', done: Math.round(100 * share), total: 100 }),
      });
    }
    return this.#duplicates;
  }

  async #each(step: string, visit: (example: Example, index: number) => void): Promise<void> {
    const { length } = this.#examples;
    for (let i = 0; i < length; i++) {
      visit(this.#examples[i] as Example, i);
      if (i % 16 === 0 && performance.now() - this.#lastBreath > BREATH) await this.#breathe(step, i, length);
    }
  }

  async #breathe(step: string, done: number, total: number): Promise<void> {
    this.#effects.signal?.throwIfAborted();
    this.#effects.onProgress?.({ step, done, total });
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#effects.signal?.throwIfAborted();
    this.#lastBreath = performance.now();
  }
}
