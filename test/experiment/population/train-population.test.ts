import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineExperiment } from 'sentilab/experiment';
import { Preparer, trainPopulation } from 'sentilab/experiment/node';
import { float, int, space, type PopulationState } from 'sentilab/tuning';
import { SMALL_CONFIG } from '../../support/small-config.ts';

const define = () =>
  defineExperiment({
    name: 'population',
    title: 'A population',
    config: SMALL_CONFIG,
    space: space({ lr: float(1e-6, 1, { scale: 'log' }), headDropout: float(0, 0.9) }),
    bind: { lr: 'training.learningRate', headDropout: 'model.dropout.head' },
    samplers: [{ kind: 'random' }],
    trials: 1,
  });

describe('trainPopulation', function () {
  this.timeout(120_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-population-'));
  const folder = (name: string): string => path.join(root, name);
  const preparer = new Preparer();
  const states: PopulationState[] = [];
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  it('trains on from round to round: some copy the weights of others, and the best loss falls by a fifth at least', async () => {
    const whole = await trainPopulation(define(), {
      ...{ members: 4, rounds: 4, folder: folder('whole'), preparer },
      onRound: (state) => void states.push(state),
    });
    const best = states.map(({ members }) => Math.min(...members.map(({ value }) => value ?? Infinity)));
    assert.ok((best[3] ?? NaN) < 0.8 * (best[0] ?? NaN), best.join(' '));
    assert.ok(states.some(({ moves }) => moves.some(({ copiedFrom }) => copiedFrom !== null)));
    assert.equal(whole.best?.value, Math.min(...best));
  });

  it('keeps the checkpoints that are still named, and no other', () => {
    const { moves = [], best } = states.at(-1) ?? {};
    const named = new Set([...moves.map(({ checkpoint }) => checkpoint), best?.checkpoint]);
    const files = fs.readdirSync(folder('whole')).filter((name) => name.endsWith('.safetensors'));
    assert.deepEqual(files.sort(), [...named].map((name) => `${name}.safetensors`).sort());
  });

  it('goes on after a stop between two rounds, to the same bits', async () => {
    const options = { members: 4, folder: folder('stopped'), preparer: new Preparer() };
    await trainPopulation(define(), { ...options, rounds: 2 });
    const again = await trainPopulation(define(), { ...options, rounds: 4 });
    assert.deepEqual(again, states.at(-1));
    const weights = (name: string): Buffer =>
      fs.readFileSync(path.join(folder(name), `${again.best?.checkpoint}.safetensors`));
    assert.ok(weights('stopped').equals(weights('whole')));
  });

  it('refuses another population in its folder, a damaged checkpoint, and a parameter that changes the shape', async () => {
    await assert.rejects(
      trainPopulation(define(), { members: 5, rounds: 1, folder: folder('whole') }),
      /folder: There is another population/,
    );
    for (const file of fs.readdirSync(folder('stopped')).filter((name) => name.endsWith('.safetensors')))
      fs.appendFileSync(path.join(folder('stopped'), file), 'x');
    const { members } = await trainPopulation(define(), { members: 4, rounds: 5, folder: folder('stopped') });
    assert.match(members[0]?.error ?? '', /safetensors: The checkpoint of a member is damaged/);
    const wide = defineExperiment({
      ...{ name: 'wide', title: 'Units', config: define().config, samplers: [{ kind: 'random' }], trials: 1 },
      space: space({ units: int(2, 4) }),
      bind: { units: 'model.units' },
    });
    await assert.rejects(
      trainPopulation(wide, { members: 2, rounds: 1, folder: folder('wide') }),
      /bind\.units: This parameter cannot change while a model is trained\. Got "model\.units"/,
    );
  });
});
