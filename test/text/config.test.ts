import assert from 'node:assert/strict';
import { parseConfig } from 'sentilab/config';
import { UserError } from 'sentilab/errors';
import { DEFAULT_STEPS, stepSchema, textConfigSchema } from 'sentilab/text';
import type { TextConfigInput } from 'sentilab/text';

const parsed = (config: unknown) => parseConfig(textConfigSchema, config, 'text');
const kinds = (config: TextConfigInput): string[] => parsed(config).steps.map(({ kind }) => kind);

describe('textConfigSchema', () => {
  it('has a default for every field, and describes it', () => {
    assert.deepEqual(parsed({}), {
      steps: [
        { kind: 'html' },
        { kind: 'unicode', form: 'NFKC', typography: true, windows1252: true },
        { kind: 'lowercase' },
        { kind: 'glove', splitHyphens: true },
      ],
      maxLength: 256,
      truncate: 'head+tail',
      minFrequency: 2,
      maxFrequency: null,
      maxDocumentShare: 1,
      maxSize: 30_000,
      bos: false,
      eos: false,
      specialTokens: [],
    });
    assert.deepEqual(parsed({}).steps, DEFAULT_STEPS);
    for (const [name, field] of Object.entries(textConfigSchema.shape)) assert.ok(field.description, name);
    for (const { shape } of stepSchema.options)
      for (const [name, field] of Object.entries<{ description?: string | undefined }>(shape))
        if (name !== 'kind') assert.ok(field.description, `${String(shape.kind.value)}.${name}`);
  });

  it('writes the two switches of version 1 out as steps, and stays what it is when parsed again', () => {
    assert.deepEqual(kinds({ lowercase: false }), ['html', 'unicode', 'glove']);
    assert.deepEqual(kinds({ lowercase: true }), ['html', 'unicode', 'lowercase', 'glove']);
    assert.deepEqual(parsed({ splitHyphens: false }).steps.at(-1), { kind: 'glove', splitHyphens: false });
    for (const config of [{}, { lowercase: false, splitHyphens: false }, { steps: [{ kind: 'words' }] }])
      assert.deepEqual(parsed(parsed(config)), parsed(config));
  });

  it('refuses a switch of version 1 beside steps', () => {
    assert.throws(
      () => parsed({ steps: [{ kind: 'glove' }], lowercase: true }),
      /text\.lowercase: .*write it there/,
    );
  });

  it('wants text steps, one tokenizer, token steps, in this order', () => {
    const steps = (...names: string[]) => ({ steps: names.map((kind) => ({ kind })) });
    assert.throws(() => parsed(steps('html')), /text\.steps\.1: A tokenizer is missing/);
    assert.throws(() => parsed(steps()), /A tokenizer is missing/);
    assert.throws(() => parsed(steps('glove', 'words')), /text\.steps\.1: Is a second tokenizer/);
    assert.throws(() => parsed(steps('glove', 'lowercase')), /text\.steps\.1: .*stands after the tokenizer/);
    assert.throws(() => parsed(steps('stem', 'glove')), /text\.steps\.0: .*stands before the tokenizer/);
  });

  it('names the field, the value and the fix of a wrong configuration', () => {
    assert.throws(
      () => parsed({ maxLenght: 5 }),
      /text: Unknown field "maxLenght"\. Did you mean "maxLength"\?/,
    );
    assert.throws(() => parsed({ maxLength: 0 }), /text\.maxLength: .*>=1\. Got 0\./);
    assert.throws(() => parsed({ truncate: 'middle' }), UserError);
    assert.throws(
      () => parsed({ steps: [{ kind: 'glove', splitHyphen: false }] }),
      /text\.steps\.0: Unknown field "splitHyphen"\. Did you mean "splitHyphens"\?/,
    );
    assert.throws(
      () => parsed({ steps: [{ kind: 'word' }] }),
      /text\.steps\.0\.kind: .*Did you mean "words"\?/,
    );
    assert.throws(() => parsed({ maxLength: 2, bos: true, eos: true }), /text\.maxLength: Leaves no room/);
    assert.throws(
      () => parsed({ maxSize: 4, specialTokens: ['a', 'b'] }),
      /text\.maxSize: Leaves no room for a word/,
    );
    assert.throws(() => parsed({ specialTokens: ['<pad>'] }), /text\.specialTokens\.0: Is a special token/);
  });
});
