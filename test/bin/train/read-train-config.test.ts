import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { trainConfigSchema } from 'sentilab/experiment';
import { configAsYaml } from '../../../bin/train/print-config.ts';
import { readTrainConfig, type ReadTrainConfig } from '../../../bin/train/read-train-config.ts';
import type { TrainFlags } from '../../../bin/train/train-flags.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';

describe('readTrainConfig', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const yaml = write(
    'tiny.yaml',
    'model: { kind: bilstm, units: 4 }\ntraining: { epochs: 3, clipNorm: null }\n',
  );
  const read = (
    source: string,
    flags: Partial<TrainFlags> = {},
    environment: Record<string, string> = {},
  ): Promise<ReadTrainConfig> =>
    readTrainConfig(source, { baseline: true, resume: true, logLevel: 'info', ...flags }, environment);

  it('reads YAML, JSON and TypeScript alike', async () => {
    const json = write(
      'tiny.json',
      '{"$schema":"x","model":{"kind":"bilstm","units":4},"training":{"epochs":3,"clipNorm":null}}',
    );
    const module = write(
      'tiny.ts',
      "export default { model: { kind: 'bilstm', units: 4 }, training: { epochs: 3, clipNorm: null } };",
    );
    const [a, b, c] = await Promise.all([read(yaml), read(json), read(module)]);
    assert.deepEqual(b.config, a.config);
    assert.deepEqual(c.config, a.config);
    assert.equal(a.config.training.clipNorm, null);
    assert.deepEqual([a.name, a.title], ['train-tiny', 'bilstm on rt (tiny)']);
  });

  it('takes the configuration and the seed of an experiment, not its title', async () => {
    const { config, origins, name, title } = await read('quick');
    assert.deepEqual([config.model.kind, config.text.maxLength, name], ['bilstm', 48, 'train-quick']);
    assert.equal(origins['text.maxLength'], 'experiments/quick.ts');
    assert.doesNotMatch(title, /search/);
  });

  it('lets flags win over the environment, and that over the file', async () => {
    const flags = { epochs: 5, lr: 0.5, set: ['training.schedule={ kind: step, epochs: 2 }'], cv: 4 };
    const environment = {
      SENTILAB_TRAINING__EPOCHS: '4',
      SENTILAB_TRAINING__BATCH_SIZE: '16',
      SENTILAB_RESULTS: '/nowhere',
    };
    const { config, name } = await read(yaml, flags, environment);
    const { epochs, batchSize, learningRate, schedule } = config.training;
    assert.deepEqual([epochs, batchSize, learningRate], [5, 16, 0.5]);
    assert.deepEqual(schedule, { kind: 'step', epochs: 2, factor: 0.1 });
    assert.deepEqual([config.folds, name], [4, 'cv-tiny']);
  });

  it('sets the kind of a model before its fields, in whatever order they are given', async () => {
    const { config } = await read(yaml, { units: 12, set: ['model.layers=2', 'model.kind=gru'] });
    assert.ok(config.model.kind === 'gru');
    assert.deepEqual([config.model.units, config.model.layers], [12, 2]);
  });

  it('names where a mistake was written, its path, the value and what was expected', async () => {
    const wrong = write('wrong.yaml', 'training: { epoch: 3 }\n');
    const broken = write('broken.yaml', 'training: { epochs: 3\nmodel');
    const cases: [Promise<unknown>, RegExp][] = [
      [read(wrong), /wrong\.yaml: training: Unknown field "epoch"\. Did you mean "epochs"\?/],
      [read(broken), /broken\.yaml: It cannot be read: .* at line 2/],
      [read(yaml, { units: -1 }), /--units: model\.units: .*Got -1/],
      [read(yaml, { model: 'grru' }), /--model: model\.kind: .*Did you mean "gru"/],
      [read(yaml, { set: ['epochs'] }), /--set: It sets one field by its path\. Got "epochs"/],
      [
        read(yaml, {}, { SENTILAB_TRAINING__EPOCHS: 'many' }),
        /SENTILAB_TRAINING__EPOCHS: training\.epochs: .*"many"/,
      ],
      [
        read(yaml, {}, { SENTILAB_TRAINNG__EPOCHS: '1' }),
        /SENTILAB_TRAINNG__EPOCHS: .*Did you mean "training"/,
      ],
      [read('tiny.yml'), /CONFIG: There is no such configuration\. Got "tiny\.yml"/],
      [read('quik'), /Did you mean "quick"/],
      [read(yaml, { data: 'itm' }), /There is no such data set\. Got "itm"/],
    ];
    for (const [reading, message] of cases) await assert.rejects(reading, message);
  });

  it('prints YAML that is the same configuration again, with the origin behind each value', async () => {
    const whole = await read(yaml, { epochs: 5 });
    const text = configAsYaml(whole);
    assert.deepEqual(trainConfigSchema.parse(parse(text)), whole.config);
    assert.match(text, /epochs: 5 # --epochs/);
    assert.match(text, /units: 4 # .*tiny\.yaml/);
    assert.doesNotMatch(text, /batchSize: 32 #/);
  });
});
