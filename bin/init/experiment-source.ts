import type { SourceConfigInput } from 'sentilab/data';
import type { DatasetFacts } from './dataset-facts.ts';

/** What a new experiment is about. */
export interface Idea {
  readonly name: string;
  readonly title: string;
  readonly source: SourceConfigInput;
  readonly facts: DatasetFacts;
}

/** The definition as TypeScript, with a word on everything that is likely to be changed. */
export function experimentSource({ name, title, source, facts }: Idea): string {
  return `import { defineExperiment } from 'sentilab/experiment';
import { float, int, space } from 'sentilab/tuning';

/** ${title.replaceAll('*/', '* /')}: written by npm run init, yours from now on. */
export default defineExperiment({
  name: ${quoted(name)},
  title: ${quoted(title)},
  config: {
    data: {
      source: ${literal(source, '      ')},
      split: { validation: 0.1, test: 0.1, seed: 1 },
    },
    // Nineteen of twenty texts have at most ${facts.words.most} words; longer ones are cut.
    text: { maxLength: ${facts.maxLength} },
    embedding: { kind: 'glove' }, // or { kind: 'random', dimensions: 50 }
    model: { kind: 'bilstm', units: 32 }, // gru, cnn, fasttext, transformer: docs/models.md
    training: { epochs: ${facts.epochs}, batchSize: 32, schedule: 'warmup-cosine', patience: 2 },
  },
  // What is searched, and which field of the configuration each setting is.
  space: space({
    lr: float(1e-3, 1e-2, { scale: 'log' }),
    units: int(16, 64, { step: 16 }),
    embeddingDropout: float(0, 0.6),
    headDropout: float(0, 0.7),
  }),
  bind: {
    lr: 'training.learningRate',
    units: 'model.units',
    embeddingDropout: 'model.dropout.embedding',
    headDropout: 'model.dropout.head',
  },
  samplers: [{ kind: 'random' }, { kind: 'tpe', startupTrials: 4 }],
  pruner: { kind: 'median', startupTrials: 4, warmupEpochs: 1 },
  trials: ${facts.trials}, // of each sampler; more later go on from here
  seed: 1,
});
`;
}

/** Room for a value behind its name. */
const LINE = 70;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** JSON in the style of the project's sources: in one line where that is short. */
function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const fields = Object.entries(value).map(
    ([key, member]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quoted(key)}: ${literal(member, inner)}`,
  );
  const line = `{ ${fields.join(', ')} }`;
  return indent.length + line.length <= LINE && !line.includes('\n')
    ? line
    : `{\n${fields.map((field) => `${inner}${field},\n`).join('')}${indent}}`;
}
