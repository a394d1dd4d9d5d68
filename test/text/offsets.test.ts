import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { TextPipeline, UNK, stepSchema } from 'sentilab/text';
import type { StepConfigInput } from 'sentilab/text';
import { stepOf } from '../../lib/text/steps/index.ts';

/** Kinds whose engines are too slow for tens of thousands of texts; their own tests look at their offsets. */
const SLOW = new Set(['wink', 'bpe', 'lemma', 'entities']);
const kinds = stepSchema.options.map(({ shape }) => shape.kind.value).filter((kind) => !SLOW.has(kind));
const ofStage = (stage: string): StepConfigInput[] =>
  kinds.filter((kind) => stepOf(kind).stage === stage).map((kind) => ({ kind }));

const pieces = fc.constantFrom(
  ...[
    '&amp;',
    '<br />',
    '<3',
    '“',
    "'s",
    "n't",
    '...',
    '--',
    '``',
    "''",
    'http://a.b/c',
    '7/10',
    'sooooo',
    ':-(',
  ],
  ...[
    '👨‍👩‍👧',
    '👍🏽',
    'é',
    'e\u0301',
    'ﬁ',
    '\u200b',
    '\ud800',
    '\udc00',
    '\x97',
    'İ',
    'ΟΔΟΣ',
    ' ',
    '\n',
    '\u3000',
  ],
  ...['Film', 'well-made', "DON'T", 'mr.', 'u.s.', 'x', '.', '\ufdfa', '한국', '\u1112\u1161', 'ｶﾞ', '\0'],
);
const mixed = fc.array(pieces, { maxLength: 12 }).map((some) => some.join(''));
const texts = fc.oneof(mixed, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
const anyText = fc.oneof(texts, units);

describe('offsets of tokens', () => {
  for (const tokenizer of ofStage('tokenizer'))
    it(`${tokenizer.kind}: every token of any text is the slice it says, in order, inside the text`, async () => {
      const pipeline = await TextPipeline.fit([], { steps: [tokenizer] });
      fc.assert(
        fc.property(anyText, (text) => {
          let last = 0;
          for (const { text: token, start, end } of pipeline.trace(text)) {
            assert.ok(last <= start && start < end && end <= text.length);
            last = end;
            const slice = text.slice(start, end);
            // The one tokenizer that rewrites, and how: dots, dashes and doubled quotes.
            const folded =
              tokenizer.kind === 'glove'
                ? slice
                    .replace(/''|``/g, '"')
                    .replace(/^\.{2,}$/, '...')
                    .replace(/^-{2,}$/, '--')
                : slice;
            assert.equal(folded, token);
          }
        }),
        { numRuns: 10_000 },
      );
    });

  it('trace() and tokens() agree for any list of steps, with ranges inside the text', async () => {
    const steps = fc
      .tuple(
        fc.shuffledSubarray(ofStage('text')),
        fc.constantFrom(...ofStage('tokenizer')),
        fc.shuffledSubarray(ofStage('token')),
      )
      .map((parts) => parts.flat());
    await fc.assert(
      fc.asyncProperty(steps, fc.array(anyText, { minLength: 50, maxLength: 50 }), async (list, some) => {
        const pipeline = await TextPipeline.fit(some, { steps: list, minFrequency: 1, maxLength: 4096 });
        for (const text of some) {
          const trace = pipeline.trace(text);
          const tokens = trace.map((token) => token.text);
          assert.deepEqual(pipeline.tokens(text), tokens);
          for (const { text: token, start, end } of trace) {
            assert.ok(token !== '' && 0 <= start && start <= end && end <= text.length);
          }
          // Fitted on these very texts: nothing is unknown, and decoding gives the tokens back.
          const reserved = (token: string): string => (token === '<pad>' ? UNK : token);
          assert.deepEqual(
            pipeline.decode(pipeline.encode(text).ids),
            tokens.length === 0 ? [UNK] : tokens.map(reserved),
          );
        }
      }),
      { numRuns: 250 },
    );
  });

  it('with the default steps, what a token stands for normalises to that token again: rt, and worse', async () => {
    const file = path.resolve(import.meta.dirname, '../../data/rt/rt.csv');
    const rows = parse<{ text: string }>(fs.readFileSync(file), { columns: true });
    const pipeline = await TextPipeline.fit([]);
    const nasty =
      '“It’s”—well… CAFE\u0301 ﬁne <br /> &quot;Tom &amp; Jerry&quot; zero\u200bwidth \x93x\x94 İx ½ well-made';
    let tokens = 0;
    for (const text of [nasty, ...rows.map((row) => row.text)])
      for (const { text: token, start, end } of pipeline.trace(text)) {
        tokens++;
        // Parts of one written sign ("½" is "1⁄2") share its place.
        assert.ok(
          pipeline.tokens(text.slice(start, end)).includes(token),
          `${token}: ${text.slice(start, end)}`,
        );
      }
    assert.ok(tokens > 180_000, String(tokens));
  });
});

describe('steps of any kind', () => {
  const long = 100_000;
  const floods = [
    ...[
      'a',
      'A.',
      "'",
      '.',
      '-',
      '&',
      '<',
      '<a',
      '&#',
      '&a',
      '1',
      '1.',
      '1/',
      'www.',
      'http://',
      ':',
      '😀',
      '\u0301',
    ],
    ...[
      "n't",
      'a-',
      "a'",
      'é',
      '\ud800',
      '🇫',
      '👨\u200d',
      '``',
      '"',
      '(',
      'o',
      '\u1100\u1161',
      ' ',
      'not ',
      'x x. ',
    ],
  ].map((unit) => unit.repeat(Math.ceil(long / unit.length)));

  const quickEnough = async (steps: StepConfigInput[], some: readonly string[]): Promise<void> => {
    const pipeline = await TextPipeline.fit([], { steps });
    for (const text of some) {
      const before = process.cpuUsage();
      pipeline.tokens(text);
      const { user } = process.cpuUsage(before);
      assert.ok(user < 1e6, `${JSON.stringify(text.slice(0, 12))}…: ${user / 1e6} s`);
    }
  };
  const title = (kind: string): string =>
    `${kind}: goes through 100,000 characters of the same in less than a second`;

  for (const step of ofStage('text'))
    it(title(step.kind), () =>
      quickEnough([step, { kind: 'whitespace' }], [...floods, ...floods.map((flood) => `x${flood}1a`)]),
    );
  for (const step of ofStage('tokenizer'))
    it(title(step.kind), () => quickEnough([step], [...floods, ...floods.map((flood) => `x${flood}1a`)]));
  for (const step of ofStage('token'))
    it(title(step.kind), () =>
      quickEnough(
        [{ kind: 'whitespace' }, step],
        ['a', "n't", 'not ', 'so '].map((unit) => unit.repeat(long / 4)),
      ),
    );
});
