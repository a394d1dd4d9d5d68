import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { DRILL_TRAINING } from '../../bin/drill/drill-training.ts';
import { trainingDrill } from '../../bin/drill/kill-training.ts';

describe('kill -9 during a training', function () {
  this.timeout(300_000);

  it('and during the writing of a checkpoint: every start goes on, and the end has the weights and history of a training never killed', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-'));
    const lines: string[] = [];
    const {
      torn: _,
      finished,
      ...report
    } = await trainingDrill({
      root: projectRoot(),
      folder,
      kills: 4,
      randomSteps: 0,
      task: { ...DRILL_TRAINING, epochs: 2, examples: 320 },
      longest: 400,
      rng: new Rng(11),
      log: (line) => lines.push(line),
    });
    assert.ok(finished >= 1);
    assert.deepEqual(
      report,
      { kills: { training: 2, writing: 2 }, identical: finished, lost: 0, stops: 2, identicalStops: 2 },
      lines.join('\n'),
    );
    fs.rmSync(folder, { recursive: true });
  });
});
