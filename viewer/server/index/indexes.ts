import type { Results } from 'sentilab/tracking/node';
import { ExperimentIndex } from './experiment-index.ts';

/** The indexes of all experiments, each made when it is first asked for. */
export class Indexes {
  readonly #results: Results;
  readonly #known = new Map<string, ExperimentIndex>();

  constructor(results: Results) {
    this.#results = results;
  }

  /** Names of the experiments there are. */
  names(): string[] {
    return this.#results.listExperiments();
  }

  /** Reads what was not read yet and has the answers at hand. */
  warm(): void {
    for (const [, index] of this.all()) {
      try {
        index.refresh(true);
        index.answer('recorded');
      } catch {
        // said when it is asked for
      }
    }
  }

  /** All of them by name; the folder is listed once. */
  all(): [name: string, index: ExperimentIndex][] {
    return this.names().map((name) => [name, this.#index(name)]);
  }

  /** null when there is no such experiment: names are looked up in what exists, so no request can name a file. */
  open(name: string): ExperimentIndex | null {
    return this.names().includes(name) ? this.#index(name) : null;
  }

  #index(name: string): ExperimentIndex {
    const known = this.#known.get(name) ?? new ExperimentIndex(this.#results, name);
    this.#known.set(name, known);
    return known;
  }
}
