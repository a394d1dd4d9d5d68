import fs from 'node:fs';
import path from 'node:path';
import { runConfigSchema, type RunConfig } from 'sentilab/experiment';
import { loadDefinition, trainRun, type Preparer } from 'sentilab/experiment/node';
import { projectRoot, readJson, writeJsonAtomic } from '../../lib/files/node.ts';
import { hashOf } from 'sentilab/hash';
import { NbSvm } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import type { Backend } from 'sentilab/runtime';
import type { Arm } from './arms.ts';

/** One model on the test part. */
export interface Measured {
  readonly arm: string;
  readonly seed: number;
  /** SHA-256 of the ids of the parts. */
  readonly split: string;
  readonly labels: readonly number[];
  /** Of the positive class; NB-SVM's are decisions, positive or not. */
  readonly probabilities: readonly number[];
  readonly cpuSeconds: number;
}

/** The recipe with an arm's changes, checked. */
export async function configOf({ change }: Pick<Arm, 'change'>): Promise<RunConfig> {
  const { config } = await loadDefinition('imdb-best');
  return runConfigSchema.parse(merged(config, change));
}

function merged(before: unknown, change: unknown): unknown {
  if (!isPlain(before) || !isPlain(change)) return change;
  if (change['kind'] !== undefined && before['kind'] !== undefined && change['kind'] !== before['kind'])
    return change;
  const result: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(change)) result[key] = merged(before[key], value);
  return result;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One training of an arm, out of results/bench-accuracy when it was measured before. */
export async function measure(
  arm: Arm,
  seed: number,
  { backend, preparer }: { readonly backend: () => Promise<Backend>; readonly preparer: Preparer },
): Promise<Measured> {
  const config = await configOf(arm);
  return kept({ arm: arm.name, config, seed }, async () => {
    let probabilities: number[] = [];
    const objective = { metric: 'validation/loss', direction: 'minimize' } as const;
    const result = await trainRun(
      { config, seed, objective },
      { backend: await backend(), preparer, onTested: (tested) => void (probabilities = Array.from(tested)) },
    );
    const { split } = await preparer.prepare(config, seed);
    const labels = split.test.map(({ label }) => label);
    const { cpuSeconds } = result.timing;
    return { arm: arm.name, seed, split: split.fingerprint, labels, probabilities, cpuSeconds };
  });
}

/**
 * NB-SVM over uni- and bigrams on the split of an arm: fitted on training and validation part together, since nothing of
 * it is chosen, and asked for the sign of its decision, which is better than a threshold fitted on the small validation
 * part.
 */
export async function measureNbSvm(arm: Arm, preparer: Preparer): Promise<Measured> {
  const { data, text } = await configOf(arm);
  const config = { data, text };
  return kept({ arm: 'nbsvm', config, seed: 1 }, async () => {
    const { split, pipeline } = await preparer.prepare(config, 1);
    const start = process.cpuUsage();
    const train = [...split.train, ...split.validation];
    const tokens = (part: typeof train): string[][] => part.map((example) => pipeline.tokens(example.text));
    const model = NbSvm.fit(
      tokens(train),
      train.map(({ label }) => label),
      { kind: 'nbsvm' },
      new Rng(1),
    );
    const probabilities = tokens([...split.test]).map((document) => (model.decision(document) > 0 ? 1 : 0));
    const { user, system } = process.cpuUsage(start);
    const labels = split.test.map(({ label }) => label);
    return {
      arm: 'nbsvm',
      seed: 1,
      split: split.fingerprint,
      labels,
      probabilities,
      cpuSeconds: (user + system) / 1e6,
    };
  });
}

async function kept(
  key: { readonly arm: string; readonly seed: number; readonly config: unknown },
  make: () => Promise<Measured>,
): Promise<Measured> {
  const file = path.join(
    projectRoot(),
    'results',
    'bench-accuracy',
    `${key.arm}-${key.seed}-${hashOf(key)}.json`,
  );
  if (fs.existsSync(file)) return readJson(file) as Measured;
  const made = await make();
  writeJsonAtomic(file, made);
  return made;
}
