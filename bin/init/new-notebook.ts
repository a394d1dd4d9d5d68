import type { NotebookFile } from '../notebook/with-parameters.ts';
import type { Idea } from './experiment-source.ts';

/** The notebook of a new experiment. */
export function newNotebook({ name, title, facts }: Idea): NotebookFile {
  return {
    cells: CELLS.map(({ id, kind, source }) => ({
      cell_type: kind,
      id,
      metadata: {},
      source: source({ name, title, examples: facts.examples.toLocaleString('en') }),
    })),
  };
}

interface Facts {
  readonly name: string;
  readonly title: string;
  readonly examples: string;
}

interface CellTemplate {
  readonly id: string;
  readonly kind: 'markdown' | 'code';
  readonly source: (facts: Facts) => string;
}

const CELLS: readonly CellTemplate[] = [
  {
    id: 'title',
    kind: 'markdown',
    source: ({ name, title, examples }) => `# ${title}

${examples} texts, two searches, a linear model beside them. The question is written down in \`experiments/${name}.ts\`: edit it and
run the cells again; what is done already is not done twice.`,
  },
  {
    id: 'imports',
    kind: 'code',
    source: ({ name }) => `import experiment from 'sentilab/experiments/${name}';
import { Preparer, runExperiment } from 'sentilab/experiment/node';
import { loadModel } from 'sentilab/inference/node';
import { interruptSignal, liveSweep, markdown, plots, table } from 'sentilab/notebook';
import { results } from 'sentilab/notebook/node';
import { formatMetric } from 'sentilab/tracking';`,
  },
  {
    id: 'data',
    kind: 'code',
    source:
      () => `const { dataset, split } = await new Preparer().prepare(experiment.config, experiment.seed);
table(
  dataset.examples.slice(0, 5).map(({ text, label }) => ({ label: dataset.labels[label], text: text.slice(0, 120) })),
  { caption: \`\${split.train.length} to train on, \${split.validation.length} to choose by, \${split.test.length} to test on\` },
);`,
  },
  {
    id: 'run-text',
    kind: 'markdown',
    source: () => `## Run it

**■** stops the sweep within a second, and nothing that has ended is lost: run the cell again and it goes on.`,
  },
  {
    id: 'run',
    kind: 'code',
    source: () => `const live = liveSweep(experiment);
const outcome = await runExperiment(experiment, { onEvent: live.onEvent, signal: interruptSignal() });
live.finish();
if (!outcome.comparison) throw new Error('Stopped before the first trial ended. Run the cell again to go on.');
const comparison = outcome.comparison;
markdown(comparison.verdict)`,
  },
  {
    id: 'compare',
    kind: 'code',
    source:
      () => `const share = (value: number | undefined): string => (value === undefined ? '–' : formatMetric(value, 'fraction'));
const { baseline, samplers } = comparison;
const rows = samplers.map(({ sampler, trials, best }) => ({
  search: sampler,
  'best validation loss': best?.value,
  'held-out accuracy': share(best?.heldOut?.value),
  finished: trials.finished,
  pruned: trials.pruned,
}));
table([...rows, { search: baseline?.name, 'held-out accuracy': share(baseline?.heldOut?.value) }]);`,
  },
  {
    id: 'found',
    kind: 'code',
    source: () => `const found = results(experiment); // typed: found.best.params.lr is a number
found`,
  },
  { id: 'history', kind: 'code', source: () => `plots.history(found)` },
  { id: 'curves', kind: 'code', source: () => `plots.learningCurves(found)` },
  { id: 'slice', kind: 'code', source: () => `plots.slice(found)` },
  { id: 'confusion', kind: 'code', source: () => `plots.confusionMatrix(found)` },
  {
    id: 'ask-text',
    kind: 'markdown',
    source: () => `## Ask the best model`,
  },
  {
    id: 'ask',
    kind: 'code',
    source: () => `const model = await loadModel(found.modelFolder);
const texts = ['I would buy it again', 'It broke on the second day'];
const answers = model.batchPredict(texts);
model.dispose();
table(texts.map((text, i) => ({ text, answer: answers[i]?.label, confidence: share(answers[i]?.confidence) })));`,
  },
  {
    id: 'next',
    kind: 'markdown',
    source: ({ name }) => `## Where to go from here

- \`npm run results\` shows this experiment beside all others; \`results/${name}/report.html\` is a page to send to somebody.
- More trials, another range, another model: edit \`experiments/${name}.ts\` and run the cells again.
- \`npm run train -- ${name} --cv 10\` trains the configuration over ten folds.`,
  },
];
