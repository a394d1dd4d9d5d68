import { parse } from 'yaml';
import { layerAt, type ConfigLayer } from '../config/index.ts';
import { UserError } from '../errors/index.ts';

const PREFIX = 'SENTILAB_';

/**
 * What environment variables say: `SENTILAB_TRAINING__LEARNING_RATE=1e-3` is `training.learningRate`. Two underscores part
 * the fields, one parts words; the value is read as YAML. Variables without two underscores are none of a configuration's.
 */
export function environmentLayers(
  environment: Readonly<Record<string, string | undefined>>,
): readonly ConfigLayer[] {
  return kindsFirst(
    Object.entries(environment).flatMap(([name, text]) => {
      if (!name.startsWith(PREFIX) || !name.includes('__') || text === undefined) return [];
      const path = name.slice(PREFIX.length).split('__').map(camelCase);
      return [{ path, value: scalar(text, name), origin: name }];
    }),
  );
}

/** A value that a flag sets. */
export interface Assignment {
  readonly path: readonly string[];
  readonly value: unknown;
  /** The flag, as in `--epochs`. */
  readonly origin: string;
}

/**
 * What flags say, in the order they were given; the `kind` of something goes before its fields.
 */
export function kindsFirst(assignments: readonly Assignment[]): readonly ConfigLayer[] {
  const isKind = ({ path }: Assignment): boolean => path[path.length - 1] === 'kind';
  return [...assignments.filter(isKind), ...assignments.filter((each) => !isKind(each))].map(
    ({ path, value, origin }) => layerAt(path, value, origin),
  );
}

/**
 * `training.learningRate=1e-3`, the value read as YAML: numbers, true, null, [lists] and {objects} too.
 *
 * @throws UserError without a path or `=`, or for a value that is no YAML
 */
export function parseAssignment(text: string, flag = '--set'): Assignment {
  const at = text.indexOf('=');
  const path = text.slice(0, Math.max(0, at)).trim().split('.');
  if (at < 1 || path.some((key) => key === ''))
    throw new UserError('It sets one field by its path.', {
      field: flag,
      value: text,
      fix: 'Write for example training.learningRate=1e-3.',
    });
  return { path, value: scalar(text.slice(at + 1), flag), origin: flag };
}

function scalar(text: string, field: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new UserError('The value is no YAML.', { field, value: text, cause: error });
  }
}

function camelCase(words: string): string {
  return words.toLowerCase().replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
