import { UserError } from '../../errors/index.ts';
import type { Params } from '../params.ts';
import { Space } from '../space.ts';

/** The space of a study that is defined by running it: nothing is known beforehand, so a trial may have any parameters. */
export class OpenSpace extends Space<Params> {
  constructor() {
    super({});
  }

  override contains(params: unknown): params is Params {
    return fault(params) === null;
  }

  override assertContains(params: unknown, field = 'params'): asserts params is Params {
    const found = fault(params);
    if (found)
      throw new UserError('A parameter is a finite number, a text or a boolean.', {
        field: found.name === '' ? field : `${field}.${found.name}`,
        value: found.value,
      });
  }
}

function fault(params: unknown): { readonly name: string; readonly value: unknown } | null {
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    return { name: '', value: params };
  const wrong = Object.entries(params).find(
    ([, value]) => !(Number.isFinite(value) || typeof value === 'string' || typeof value === 'boolean'),
  );
  return wrong ? { name: wrong[0], value: wrong[1] } : null;
}
