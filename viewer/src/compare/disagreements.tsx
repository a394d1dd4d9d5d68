import { runLabel, type ExampleRecord, type RunRecord } from 'sentilab/tracking';

/** An example of which the runs' records say different things. */
interface Disagreement {
  readonly example: ExampleRecord;
  /** Probability of the positive class by each run; null where its record does not hold the example. */
  readonly probabilities: readonly (number | null)[];
}

/** Examples that at least two records hold and on which they decide differently, the widest apart first. */
export function disagreements(runs: readonly RunRecord[]): Disagreement[] {
  const byId = new Map<string, ExampleRecord>();
  const tables = runs.map((run) => new Map(run.confusion?.examples.map((each) => [each.id, each])));
  for (const table of tables) for (const [id, example] of table) byId.set(id, example);
  return [...byId.values()]
    .map((example) => ({
      example,
      probabilities: tables.map((table) => table.get(example.id)?.probability ?? null),
    }))
    .filter(({ probabilities }) => {
      const known = probabilities.filter((each) => each !== null);
      return known.some((each) => each >= 0.5) && known.some((each) => each < 0.5);
    })
    .sort((a, b) => spread(b.probabilities) - spread(a.probabilities));
}

function spread(values: readonly (number | null)[]): number {
  const known = values.filter((each) => each !== null);
  return Math.max(...known) - Math.min(...known);
}

/** Held-out examples of which the records of the runs say different things. */
export function Disagreements({ runs }: { readonly runs: readonly RunRecord[] }) {
  const found = disagreements(runs);
  const labels = runs.find(({ confusion }) => confusion !== null)?.confusion?.labels;
  return (
    <section aria-label="Examples on which they disagree">
      <h2>Examples on which they disagree</h2>
      {found.length === 0 ? (
        <p class="muted">
          None among the examples that the records hold (the most confident ones of each cell of the confusion
          matrix). All of a part: <code>npm run evaluate</code> with both models.
        </p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label="Examples with the probability by each run">
          <table class="settings">
            <thead>
              <tr>
                <th scope="col">text</th>
                <th scope="col">truth</th>
                {runs.map((run) => (
                  <th scope="col" class="number" key={run.id}>
                    {runLabel(run)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.slice(0, 50).map(({ example, probabilities }) => (
                <tr key={example.id}>
                  <th scope="row">{example.text}</th>
                  <td>{labels?.[example.label] ?? example.label}</td>
                  {probabilities.map((each, i) => (
                    <td class="number" key={runs[i]?.id}>
                      {each === null ? '–' : each.toFixed(2)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
