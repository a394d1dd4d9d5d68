import { z } from 'zod';

const share = (what: string) => z.number().min(0).max(1).describe(what);

/** How a factor on all of the model's dropout rates changes over the training (curriculum dropout: Morerio et al. 2017). */
export const dropoutScheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('constant'),
    factor: share('In all steps; default 1').default(1),
  }),
  z.strictObject({
    kind: z.literal('linear'),
    from: share('In the first step; default 0').default(0),
    to: share('In the last step; default 1').default(1),
  }),
  z.strictObject({
    kind: z.literal('cosine'),
    from: share('In the first step; default 0').default(0),
    to: share('In the last step; default 1').default(1),
  }),
]);

type DropoutSchedule = Readonly<z.output<typeof dropoutScheduleSchema>>;

/**
 * Factor on the dropout rates at a step. Pure, so that training that goes on later goes on at the right place.
 *
 * @param step counted from 0
 * @param totalSteps of the whole training if it is not stopped early
 */
export function dropoutScaleAt(schedule: DropoutSchedule, step: number, totalSteps: number): number {
  if (schedule.kind === 'constant') return schedule.factor;
  const done = totalSteps <= 1 ? 1 : Math.min(1, step / (totalSteps - 1));
  const { from, to } = schedule;
  return from + (to - from) * (schedule.kind === 'linear' ? done : (1 - Math.cos(Math.PI * done)) / 2);
}
