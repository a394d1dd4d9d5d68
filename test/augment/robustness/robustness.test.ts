import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CORRUPTIONS, findCorruptions, robustness } from 'sentilab/augment';
import { loadDataset } from 'sentilab/data/node';
import type { Example } from 'sentilab/data';
import { wilsonInterval } from 'sentilab/evaluation';
import { Rng } from 'sentilab/random';
import { wordsOf } from '../../../lib/augment/words.ts';
import { assertTiled } from '../support.ts';

describe('corruptions', () => {
  let texts: readonly string[];
  before(async () => {
    texts = new Rng(1).shuffle((await loadDataset('rt')).examples.map(({ text }) => text)).slice(0, 300);
  });

  it('are ten, each with four rising strengths and a name of its own', () => {
    assert.equal(CORRUPTIONS.length, 10);
    assert.equal(new Set(CORRUPTIONS.map(({ name }) => name)).size, 10);
    for (const { strengths } of CORRUPTIONS)
      assert.deepEqual(
        [...strengths].sort((a, b) => a - b),
        strengths,
      );
  });

  for (const corruption of CORRUPTIONS)
    describe(corruption.name, () => {
      it('changes nothing at strength 0', () => {
        for (const text of texts.slice(0, 20))
          assert.equal(corruption.corrupt(text, 0, new Rng(1)).text, text);
      });

      it('gives the same damage for the same seed, and another for another', () => {
        const damage = (seed: number): string[] =>
          texts.map((text, i) => corruption.corrupt(text, 0.5, new Rng(seed + i)).text);
        assert.deepEqual(damage(1), damage(1));
        assert.notDeepEqual(damage(1), damage(5000));
      });

      it('damages at a higher strength all that it does at a lower one', () => {
        for (const [i, text] of texts.slice(0, 100).entries()) {
          const kept = corruption.strengths.map(
            (strength) =>
              new Set(
                corruption
                  .corrupt(text, strength, new Rng(i + 1))
                  .map.filter(({ copied }) => copied)
                  .flatMap(({ source }) =>
                    Array.from(
                      { length: (source?.end ?? 0) - (source?.start ?? 0) },
                      (_, n) => (source?.start ?? 0) + n,
                    ),
                  ),
              ),
          );
          const inserted = corruption.strengths.map(
            (strength) =>
              corruption.corrupt(text, strength, new Rng(i + 1)).map.filter(({ source }) => source === null)
                .length,
          );
          // Words that change places are copies too: there the stretches are counted.
          for (let grade = 1; grade < kept.length; grade++) {
            assert.ok(
              [...(kept[grade] ?? [])].every((place) => kept[grade - 1]?.has(place)),
              text,
            );
            assert.ok((inserted[grade] ?? 0) >= (inserted[grade - 1] ?? 0), text);
          }
        }
      });

      it('takes any text, and leads every stretch to its place (300 random texts)', () => {
        fc.assert(
          fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) =>
            assertTiled(text, corruption.corrupt(text, 0.7, new Rng(1))),
          ),
          { numRuns: 300 },
        );
      });
    });

  it('hit the share of the words that the strength says', () => {
    for (const [name, tolerance] of [
      ['typos', 0.03],
      ['case', 0.03],
      ['deletion', 0.03],
    ] as const) {
      const [corruption] = findCorruptions([name]);
      for (const strength of corruption?.strengths ?? []) {
        let [hit, all] = [0, 0];
        for (const [i, text] of texts.entries()) {
          const { map } = corruption?.corrupt(text, strength, new Rng(i + 1)) ?? { map: [] };
          const copied = map.flatMap(({ source, copied: same }) => (same && source ? [source] : []));
          for (const word of wordsOf(text)) {
            all++;
            if (!copied.some(({ start, end }) => start <= word.start && word.end <= end)) hit++;
          }
        }
        assert.ok(Math.abs(hit / all - strength) < tolerance, `${name} ${strength}: ${hit / all}`);
      }
    }
  });

  it('names the nearest corruption to a misspelt one', () => {
    assert.throws(() => findCorruptions(['typo']), /There is no such corruption.*Did you mean "typos"/);
  });
});

describe('robustness', () => {
  /** Positive as long as the praise can be read. */
  const predict = (texts: readonly string[]): number[] =>
    texts.map((text) => (text.includes('good') ? 1 : 0));
  const examples: Example[] = Array.from({ length: 60 }, (_, i) =>
    i % 2 === 0
      ? { id: `pos-${i}`, text: `film number ${i} is good , i think`, label: 1 }
      : { id: `neg-${i}`, text: `film number ${i} is bad , i think`, label: 0 },
  );

  it('counts right answers by corruption and strength, with Wilson’s interval, drop and flips', async () => {
    const report = await robustness(predict, examples, { seed: 1, corruptions: ['typos', 'punctuation'] });
    assert.equal(report.clean.accuracy, 1);
    assert.equal(report.rows.length, 8);
    const byHand = CORRUPTIONS.find(({ name }) => name === 'typos')?.strengths.map((strength) => {
      const [typos] = findCorruptions(['typos']);
      const texts = examples.map(
        ({ id, text }) => typos?.corrupt(text, strength, new Rng(1).split(`typos/${id}`)).text ?? '',
      );
      return predict(texts).filter((label, i) => label === examples[i]?.label).length;
    });
    const typos = report.rows.filter(({ corruption }) => corruption === 'typos');
    assert.deepEqual(
      typos.map(({ correct }) => correct),
      byHand,
    );
    for (const row of report.rows) {
      assert.equal(row.accuracy, row.correct / 60);
      assert.ok(Math.abs(row.drop - (1 - row.accuracy)) < 1e-12);
      assert.ok(Math.abs(row.flipped - row.drop) < 1e-12, 'every flip of a perfect model is an error');
      const { low, high } = wilsonInterval(row.correct, 60);
      assert.deepEqual([row.low, row.high], [low, high]);
    }
    assert.ok((typos[3]?.accuracy ?? 1) < (typos[0]?.accuracy ?? 0));
    const punctuation = report.rows.filter(({ corruption }) => corruption === 'punctuation');
    assert.ok(punctuation.every(({ accuracy }) => accuracy === 1));
    assert.equal(punctuation[3]?.changed, 1);
    const mean = report.rows.reduce((sum, { accuracy }) => sum + accuracy, 0) / 8;
    assert.equal(report.meanAccuracy, mean);
  });

  it('damages a text the same way whatever stands beside it', async () => {
    const seen: string[][] = [];
    const watch = (texts: readonly string[]): number[] => {
      seen.push([...texts]);
      return predict(texts);
    };
    await robustness(watch, examples, { seed: 1, corruptions: ['ocr'] });
    await robustness(watch, examples.slice(0, 3), { seed: 1, corruptions: ['ocr'] });
    for (let call = 0; call < 5; call++) assert.deepEqual(seen[call + 5], seen[call]?.slice(0, 3));
  });

  it('refuses no examples, unknown corruptions and answers that are no labels', async () => {
    await assert.rejects(robustness(predict, [], { seed: 1 }), /measured on examples/);
    await assert.rejects(
      robustness(predict, examples, { seed: 1, corruptions: ['rain'] }),
      /no such corruption/,
    );
    await assert.rejects(
      robustness((texts) => texts.map(() => 0.7), examples, { seed: 1 }),
      /0 or 1.*0\.7/,
    );
    await assert.rejects(
      robustness(() => [1], examples, { seed: 1 }),
      /0 or 1/,
    );
  });
});
