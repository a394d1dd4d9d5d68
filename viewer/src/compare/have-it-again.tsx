import type { RunRecord } from 'sentilab/tracking';
import { formatRoute, type Route, type SearchView } from '../route.ts';
import { VIEW_NAMES } from '../search/view-names.ts';

/** Views in which a single run is found again. */
const LINKED: readonly SearchView[] = ['slices', 'rank', 'timeline', 'intermediate', 'pareto'];

/** Where a run is among the others, and how to have it again: command, model, lines for a notebook. */
export function HaveItAgain({ run, route }: { readonly run: RunRecord; readonly route: Route }) {
  // The folder, where the record names the file in it that says what it is.
  const model = run.artifacts.find(({ kind }) => kind === 'model')?.path.replace(/\/(model\.json)?$/, '');
  return (
    <>
      <section aria-label="Among the others">
        <h2>Among the others</h2>
        <ul>
          <li>
            <a href={formatRoute({ ...route, page: 'table', metric: run.objective.metric })}>
              In the table and the curves
            </a>
          </li>
          {LINKED.map((view) => (
            <li key={view}>
              <a href={formatRoute({ ...route, page: 'table', view })}>{VIEW_NAMES[view].name}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Have it again">
        <h2>Have it again</h2>
        <p>Train it again and compare the bits:</p>
        <pre tabIndex={0}>npm run reproduce -- {run.id}</pre>
        {model !== undefined && (
          <>
            <p>Ask its model:</p>
            <pre tabIndex={0}>
              npm run predict -- --model results/{run.experiment}/{model} &quot;a film worth every
              minute&quot;
            </pre>
          </>
        )}
        <p>In a notebook:</p>
        <pre tabIndex={0}>{snippetOf(run, model)}</pre>
      </section>
    </>
  );
}

/** The lines that load the run, its plots and its model in a notebook. */
function snippetOf({ experiment, id }: RunRecord, model: string | undefined): string {
  const name = JSON.stringify(experiment);
  return [
    "import { show } from 'sentilab/notebook';",
    "import { learningCurvesFigure } from 'sentilab/plots';",
    "import { openResults } from 'sentilab/tracking/node';",
    ...(model === undefined ? [] : ["import { loadModel } from 'sentilab/inference/node';"]),
    '',
    'const results = openResults();',
    `const run = results.read(${name}).runs.find(({ id }) => id === ${JSON.stringify(id)});`,
    'if (run) show(learningCurvesFigure([run]));',
    ...(model === undefined
      ? []
      : [`const model = await loadModel(\`\${results.paths(${name}).folder}/${model}\`);`]),
  ].join('\n');
}
