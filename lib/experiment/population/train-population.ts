import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors/index.ts';
import { fromRoot, readJson, writeJsonAtomic } from '../../files/node.ts';
import { hashOf } from '../../hash/index.ts';
import { deriveSeed, Rng } from '../../random/index.ts';
import type { Backend } from '../../runtime/index.ts';
import { loadBackend } from '../../runtime/node.ts';
import { fit } from '../../training/index.ts';
import {
  runPopulation,
  type Params,
  type PopulationState,
  type PopulationTrainer,
} from '../../tuning/index.ts';
import { configForTrial, definitionJson, type ExperimentDefinition } from '../definition.ts';
import { Preparer } from '../prepare.ts';
import { startRun } from '../start-run.ts';
import { keepMembers, readMember, writeMember } from './member-checkpoint.ts';

export interface PopulationTraining {
  readonly members: number;
  readonly rounds: number;
  /** Epochs of a round. Default 1. */
  readonly epochs?: number;
  /** Where checkpoints and state lie. Default `results/<experiment>/population`. */
  readonly folder?: string;
  /** Default: the one that the machine has. */
  readonly backend?: Backend;
  readonly preparer?: Preparer;
  /** Called after every round, when it is on disk. */
  readonly onRound?: (state: PopulationState) => void;
}

/** What may change between two rounds: a model of another shape cannot take weights over. */
const CHANGEABLE = /^training\.(?!epochs$|restore$|patience$)|dropout/i;

/**
 * Population based training of an experiment's model: members begin alike and train round by round; the worst take over
 * weights and optimizer memory of good ones and change the parameters of the space, so that schedules are found instead of
 * constants. After every round the population is on disk: the same call goes on, also after a kill, to the same bits. `best` names
 * the checkpoint with the least objective of all rounds.
 *
 * @throws UserError when the space holds a parameter that cannot change during a training, or the folder another population
 */
export async function trainPopulation<P extends Params>(
  definition: ExperimentDefinition<P>,
  options: PopulationTraining,
): Promise<PopulationState<P>> {
  const { members, rounds, onRound } = options;
  checkBindings(definition);
  const folder = options.folder ?? fromRoot('results', definition.name, 'population');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'population.json');
  const id = hashOf({ ...definitionJson(definition), trials: null, members, epochs: options.epochs ?? 1 });
  const state = stateIn<P>(file, id);
  return runPopulation<P>({
    ...{ members, rounds, space: definition.space, direction: definition.objective.direction },
    seed: deriveSeed(definition.seed, 'population'),
    train: memberTrainer(definition, { ...options, folder }),
    ...(state && { state }),
    onRound: (now) => {
      writeJsonAtomic(file, { id, state: now });
      const named = [...now.moves, ...(now.best ? [now.best] : [])].flatMap(
        ({ checkpoint }) => checkpoint ?? [],
      );
      keepMembers(folder, new Set(named));
      onRound?.(now);
    },
  });
}

/** Trains one member for one round, from the checkpoint that it is given. */
function memberTrainer<P extends Params>(
  definition: ExperimentDefinition<P>,
  { epochs = 1, folder, ...effects }: PopulationTraining & { readonly folder: string },
): PopulationTrainer<P> {
  const preparer = effects.preparer ?? new Preparer();
  return async (params, { member, round, checkpoint }) => {
    const backend = effects.backend ?? (await loadBackend());
    const config = configForTrial(definition, params);
    // The same words and first weights for all: members differ by their parameters, dropout and order of the examples.
    const { trainable, prepared } = await startRun(config, definition.seed, { backend, preparer });
    try {
      if (config.training.optimizer) trainable.useOptimizer?.(config.training.optimizer);
      if (checkpoint !== null) trainable.importState(readMember(folder, checkpoint));
      const { epochs: trained } = await fit(
        trainable,
        prepared,
        { ...config.training, epochs, restore: 'last', patience: null },
        { rng: new Rng(deriveSeed(definition.seed, `member-${member}/round-${round}`)) },
      );
      const name = `member-${member}-round-${round}`;
      writeMember(folder, name, trainable.exportState());
      return { value: trained.at(-1)?.metrics[definition.objective.metric] ?? NaN, checkpoint: name };
    } finally {
      trainable.dispose();
    }
  };
}

function checkBindings({ bind, objective }: Pick<ExperimentDefinition, 'bind' | 'objective'>): void {
  const fixed = Object.entries(bind).find(([, path]) => typeof path !== 'string' || !CHANGEABLE.test(path));
  if (fixed)
    throw new UserError('This parameter cannot change while a model is trained.', {
      field: `bind.${fixed[0]}`,
      value: fixed[1],
      fix: 'A population searches learning rate, dropout and other options of training; search the rest by npm run sweep.',
    });
  if (!objective.metric.startsWith('validation/'))
    throw new UserError('A population is judged after every round, by the validation part.', {
      field: 'objective.metric',
      value: objective.metric,
      fix: 'Use validation/loss or validation/accuracy.',
    });
}

/** What an earlier call left; null when there is nothing. */
function stateIn<P extends Params>(file: string, id: string): PopulationState<P> | null {
  if (!fs.existsSync(file)) return null;
  const found = readJson(file) as { readonly id: string; readonly state: PopulationState<P> };
  if (found.id === id) return found.state;
  throw new UserError(
    'There is another population in this folder: of another definition, size or length of a round.',
    {
      field: 'folder',
      value: path.dirname(file),
      fix: 'Remove it, or name another folder.',
    },
  );
}
