import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { loadDataset, streamDataset } from 'sentilab/data/node';
import type { Example } from 'sentilab/data';
import { projectRoot } from 'sentilab/files/node';

describe('synthetic', () => {
  it('is learnable: naive Bayes on single words gets more than 90 % of texts it has not seen', async () => {
    const { examples } = await loadDataset({ kind: 'synthetic', examples: 2000, seed: 7 });
    const train = examples.slice(0, 1000);
    const right = examples.slice(1000).filter(({ text, label }) => predict(train, text) === label).length;
    assert.ok(right > 900, `${right} of 1000`);
    assert.ok(right < 1000, 'and it is not trivial');
  });

  it('has the share of positive examples that was asked for, exact to one, in every beginning too', async () => {
    for (const positive of [0, 0.1, 0.25, 0.5, 0.9, 1]) {
      const { examples } = await loadDataset({ kind: 'synthetic', examples: 501, positive });
      for (const length of [10, 100, 501]) {
        const count = examples.slice(0, length).filter(({ label }) => label === 1).length;
        assert.ok(Math.abs(count - positive * length) <= 1, `${count} of ${length} at ${positive}`);
      }
    }
  });

  it('begins with the shorter set when it is longer, and differs by seed', async () => {
    const short = await loadDataset({ kind: 'synthetic', examples: 50 });
    const long = await loadDataset({ kind: 'synthetic', examples: 80 });
    const other = await loadDataset({ kind: 'synthetic', examples: 50, seed: 2 });
    assert.deepEqual(long.examples.slice(0, 50), short.examples);
    assert.notEqual(other.fingerprint, short.fingerprint);
  });

  it('turns labels round by the share of noise and nothing else', async () => {
    const clean = await loadDataset({ kind: 'synthetic', examples: 2000 });
    const noisy = await loadDataset({ kind: 'synthetic', examples: 2000, noise: 0.2 });
    const turned = noisy.examples.filter(({ label }, i) => label !== clean.examples[i]?.label).length;
    assert.ok(Math.abs(turned / 2000 - 0.2) < 0.03, `${turned}`);
    assert.deepEqual(
      noisy.examples.map(({ text }) => text),
      clean.examples.map(({ text }) => text),
    );
  });

  it('is called synthetic wherever it is shown, and gives the same bytes in another process', async () => {
    const { name, title, attribution, examples, fingerprint } = await loadDataset('synthetic');
    for (const text of [name, title, attribution, examples[0]?.id ?? '']) assert.match(text, /synthetic/i);
    const code = `import('sentilab/data/node').then(async ({ loadDataset }) => console.log((await loadDataset('synthetic')).fingerprint))`;
    const printed = execFileSync(process.execPath, ['--import=tsx', '-e', code], {
      cwd: projectRoot(),
      encoding: 'utf8',
    });
    assert.equal(printed.trim(), fingerprint);
  });

  it('is drawn one at a time: the first of a hundred million comes at once', async () => {
    const seen: Example[] = [];
    for await (const example of streamDataset({ kind: 'synthetic', examples: 100_000_000 })) {
      seen.push(example);
      if (seen.length === 3) break;
    }
    assert.equal(seen.at(-1)?.id, 'synthetic/2');
  });
});

/** Multinomial naive Bayes with add-one smoothing, the class with the larger sum of log ratios. */
function predict(train: readonly Example[], text: string): 0 | 1 {
  const { counts, totals } = wordCounts(train);
  const score = text.split(' ').reduce((sum, word) => {
    const [negative, positive] = counts.get(word) ?? [0, 0];
    return sum + Math.log((positive + 1) / totals[1]) - Math.log((negative + 1) / totals[0]);
  }, 0);
  return score > 0 ? 1 : 0;
}

const countsOf = new WeakMap<readonly Example[], ReturnType<typeof count>>();

function wordCounts(train: readonly Example[]): ReturnType<typeof count> {
  const known = countsOf.get(train) ?? count(train);
  countsOf.set(train, known);
  return known;
}

function count(train: readonly Example[]) {
  const counts = new Map<string, [number, number]>();
  const totals: [number, number] = [1, 1];
  for (const { text, label } of train)
    for (const word of text.split(' ')) {
      const pair = counts.get(word) ?? [0, 0];
      pair[label]++;
      totals[label]++;
      counts.set(word, pair);
    }
  return { counts, totals };
}
