import assert from 'node:assert/strict';
import { describeModel, descriptionText, isNetwork, parseModelConfig } from '../../../lib/models/index.ts';
import type { NetworkConfig } from '../../../lib/models/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { DIMENSIONS, VOCABULARY, smallModel } from '../bilstm/support.ts';
import { VARIANTS } from '../conformance/kinds.ts';
import { weightsOfModel } from '../conformance/gradients.ts';

const parametersOf = (config: NetworkConfig, dimensions: number, layer: string): number | undefined =>
  describeModel(config, { vocabularySize: 1000, dimensions }).layers.find(({ name }) => name === layer)
    ?.parameters;

describe('description of a model', () => {
  it('counts the recurrent parameters of PyTorch, without its second bias', () => {
    // nn.LSTM(50, 64, bidirectional=True): 59,392, of which 512 are the second biases
    const bilstm = parseModelConfig({ kind: 'bilstm', units: 64, head: [32] });
    assert.equal(parametersOf(bilstm, 50, 'lstm 0, both'), 58_880);
    assert.equal(parametersOf(bilstm, 50, 'head 0'), 256 * 32 + 32);
    assert.equal(parametersOf(bilstm, 50, 'logit'), 33);
    assert.equal(parametersOf(bilstm, 50, 'embedding'), 50_000);
    // nn.GRU(50, 64, bidirectional=True): 44,544, of which 256 are second biases of r and z
    assert.equal(parametersOf(parseModelConfig({ kind: 'gru', units: 64 }), 50, 'gru 0, both'), 44_288);
    // nn.LSTM(50, 64, 2): 62,976, of which 512 are the second biases
    const deep = parseModelConfig({ kind: 'bilstm', units: 64, layers: 2, directions: 'forward' });
    assert.equal(parametersOf(deep, 50, 'lstm 0, forward'), 29_440);
    assert.equal(parametersOf(deep, 50, 'lstm 1, forward'), 33_024);
  });

  it('gives every weight of every kind of network to one layer', async () => {
    const backend = await loadBackend();
    for (const { title, config } of VARIANTS) {
      const model = smallModel(backend, { config });
      const learnt = weightsOfModel(model).reduce((sum, { values }) => sum + values.length, 0);
      model.dispose();
      const parsed = parseModelConfig(config);
      assert.ok(isNetwork(parsed));
      const { parameters } = describeModel(parsed, {
        vocabularySize: VOCABULARY,
        dimensions: DIMENSIONS,
      });
      assert.equal(parameters, learnt, title);
    }
  });

  it('is a table of text: shapes, parameters and operations of a review of so many tokens', () => {
    const config = parseModelConfig({ kind: 'cnn', widths: [3], filters: 10 });
    const text = descriptionText(describeModel(config, { vocabularySize: 1000, dimensions: 50, tokens: 20 }));
    assert.deepEqual(
      text.split('\n').filter((line) => !line.startsWith('─')),
      [
        'layer             output    parameters   FLOPs',
        'embedding         [20, 50]      50,000       0',
        'convolution of 3  [20, 10]       1,510  60,000',
        'max pooling       [10]               0       0',
        'logit             [1]               11      20',
        'cnn, together                   51,521  60,020',
        'per review of 20 tokens, forward; a multiply-add is 2 FLOPs, matrix products alone are counted',
      ],
    );
  });

  it('refuses a review of no token', () => {
    const config = parseModelConfig({ kind: 'gru' });
    assert.throws(() => describeModel(config, { vocabularySize: 9, dimensions: 2, tokens: 0 }), /tokens: /);
  });
});
