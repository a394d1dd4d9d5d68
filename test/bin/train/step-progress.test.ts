import assert from 'node:assert/strict';
import { trainingConfigSchema, type StepReport } from 'sentilab/training';
import { stepProgress } from '../../../bin/train/step-progress.ts';

describe('stepProgress', () => {
  const begin = (isTTY: boolean) => {
    const written: string[] = [];
    const time = { now: 0 };
    const stream = { isTTY, columns: 200, write: (text: string) => written.push(text) > 0 };
    const { callback, clear } = stepProgress(stream, () => time.now);
    void callback.onTrainStart?.({
      config: trainingConfigSchema.parse({ epochs: 4 }),
      examples: 320,
      stepsPerEpoch: 10,
      totalSteps: 40,
      resumed: null,
    });
    const step = (at: number, loss: number): void => {
      const report: StepReport = {
        epoch: 1 + Math.floor((at - 1) / 10),
        step: at,
        rows: 32,
        loss,
        gradientNorm: 1,
        learningRate: 2e-3,
      };
      callback.onStep?.(report);
    };
    return { written, time, step, clear };
  };

  it('says epoch, step, mean loss, learning rate, reviews per second and the time left, ten times a second at most', () => {
    const { written, time, step } = begin(true);
    for (let at = 1; at <= 20; at++) {
      time.now += 500;
      step(at, at === 1 ? 0.7 : 0.5);
    }
    assert.match(
      written.at(-1) ?? '',
      /^epoch 2\/4 · step 20\/40 · loss 0\.575 · learning rate 2\.0e-3 · 64 reviews\/s · 10 s left 50 %$/,
    );
    const lines = written.length;
    step(21, 0.5);
    assert.equal(written.length, lines, 'too soon for another');
  });

  it('clears its line, and writes nothing where nothing can be written over', () => {
    const shown = begin(true);
    shown.time.now = 1000;
    shown.step(1, 0.7);
    shown.clear();
    assert.equal(shown.written.at(-1), '\r\u001b[2K');
    const piped = begin(false);
    piped.time.now = 1000;
    piped.step(1, 0.7);
    piped.clear();
    assert.deepEqual(piped.written, []);
  });
});
