import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { notebookJson, notebookOfText, notebookText } from '../../bin/notebook/notebook-text.ts';
import { runNotebook } from '../../bin/notebook/run-notebook.ts';
import { withParameters, type Cell as SourceCell } from '../../bin/notebook/with-parameters.ts';
import { ensureNotebookEnvironment, root } from '../kernel/support/environment.ts';

const folder = path.join(root, 'notebooks');
const names = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.ipynb'))
  .sort();
/** Notebooks that run at the same time. */
const PARALLEL = 2;

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}

interface Cell extends SourceCell {
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec?: { readonly name: string } };
}

function read(file: string): Notebook {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Notebook;
}

function textOf(source: string | readonly string[]): string {
  return typeof source === 'string' ? source : source.join('');
}

/** Everything of one MIME type that a cell showed. */
function shown(notebook: Notebook, id: string, type: string): string {
  const cell = notebook.cells.find((each) => each.id === id);
  assert.ok(cell, `no cell ${id}`);
  return (cell.outputs ?? []).flatMap(({ data }) => textOf(data?.[type] ?? []) || []).join('\n');
}

describe('notebooks in git', () => {
  it('are numbered stories', () => {
    assert.ok(names.length >= 2);
    for (const name of names) assert.match(name, /^\d\d-[a-z0-9-]+\.ipynb$/);
  });

  for (const name of names) {
    const notebook = read(path.join(folder, name));

    it(`${name} has no outputs and no execution counts`, () => {
      const dirty = notebook.cells.filter(
        ({ outputs = [], execution_count = null }) => outputs.length > 0 || execution_count !== null,
      );
      assert.deepEqual(
        dirty.map(({ id }) => id),
        [],
      );
    });

    it(`${name} has its text form beside it, up to date`, () => {
      const text = fs.readFileSync(path.join(folder, name.replace(/ipynb$/, 'md')), 'utf8');
      const fix = 'npm run notebook -- --tidy writes it';
      assert.equal(notebookText(name.replace(/\.ipynb$/, ''), notebook), text, fix);
      assert.equal(notebookJson(notebookOfText(text)), fs.readFileSync(path.join(folder, name), 'utf8'), fix);
    });

    it(`${name} takes other values for each of its parameters`, () => {
      const declared = notebook.cells
        .filter(({ metadata }) => metadata.tags?.includes('parameters'))
        .flatMap(({ source }) => [...textOf(source).matchAll(/^const (\w+)/gm)].map(([, each]) => `${each}=1`));
      const { cells } = withParameters(notebook, declared);
      assert.equal(cells.length - notebook.cells.length, declared.length > 0 ? 1 : 0);
      if (/^0[2789]/.test(name)) assert.ok(declared.includes('trials=1'), declared.join());
    });

    it(`${name} runs on the kernel of this repository`, () => {
      assert.equal(notebook.metadata.kernelspec?.name, 'sentilab');
    });

    it(`${name} imports by name and has no cell longer than a screen`, () => {
      for (const { cell_type, id, source } of notebook.cells) {
        if (cell_type !== 'code') continue;
        assert.ok(textOf(source).split('\n').length <= 36, `cell ${id} is too long`);
        assert.doesNotMatch(textOf(source), /from '\.|require\(/, `cell ${id}`);
      }
    });
  }
});

describe('notebooks, executed', function () {
  this.timeout(900_000); // nothing else is measured in minutes: two notebooks train, on a machine that may be busy
  const scratch = path.join(root, '.cache', `notebooks-test-${process.pid}`);
  const done = new Map<string, Promise<Notebook>>();

  before(async () => {
    await ensureNotebookEnvironment();
    fs.mkdirSync(scratch, { recursive: true });
    const lanes = Array.from({ length: PARALLEL }, () => Promise.resolve());
    for (const [index, name] of names.entries()) {
      const lane = lanes[index % PARALLEL] ?? Promise.resolve();
      const result = lane.then(() => execute(name));
      done.set(name, result);
      lanes[index % PARALLEL] = result.then(
        () => undefined,
        () => undefined,
      );
    }
  });
  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  /** From top to bottom, as a person would with “Run all”; results go where no person's results are. */
  async function execute(name: string): Promise<Notebook> {
    const env = { ...process.env, SENTILAB_RESULTS: path.join(scratch, 'results') };
    await runNotebook(name, [], path.join(scratch, name), env);
    return read(path.join(scratch, name));
  }

  async function executed(name: string): Promise<Notebook> {
    const notebook = await done.get(name);
    assert.ok(notebook, `${name} is not there`);
    return notebook;
  }

  for (const name of names)
    it(`${name} runs from top to bottom without an error or a warning`, async () => {
      const notebook = await executed(name);
      const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code');
      assert.deepEqual(
        code.map(({ execution_count }) => execution_count),
        code.map((_, index) => index + 1),
      );
      for (const { id, outputs = [] } of code)
        for (const output of outputs)
          assert.ok(output.output_type !== 'error' && output.name !== 'stderr', `${id}: ${JSON.stringify(output)}`);
    });

  it('01 shows the data frame and draws its plots with one copy of the library', async () => {
    const notebook = await executed('01-explore-the-reviews.ipynb');
    assert.match(shown(notebook, 'frame', 'text/html'), /8,530 rows × 4 columns/);
    const html = notebook.cells.map(({ id }) => shown(notebook, id, 'text/html')).join('\n');
    assert.equal(html.match(/window\.sentilabDraw = function/g)?.length, 1);
    assert.equal(html.match(/<div id="sentilab-/g)?.length, 4);
  });

  it('01 finds the classes balanced', async () => {
    const html = shown(await executed('01-explore-the-reviews.ipynb'), 'balance', 'text/html');
    assert.match(html, /"x":\[4265,4265\]/);
  });

  it('01 says in its text what its numbers say', async () => {
    const notebook = await executed('01-explore-the-reviews.ipynb');
    const rows = (id: string): string[][] =>
      shown(notebook, id, 'text/plain')
        .split('\n')
        .map((line) => line.split('\t'));
    const longest = rows('length-numbers').find(([share]) => share === '99 %')?.[1];
    assert.ok(Number(longest) <= 48, `99 % have at most ${longest} tokens`);
    const covered = rows('vocabulary-numbers').find(([size]) => size === '10,000')?.[1];
    assert.ok(parseFloat(covered ?? '') > 95, `10,000 words cover ${covered}`);
    assert.match(shown(notebook, 'length-means', 'text/html'), /tokens_mean/);
  });

  it('02 trains ten trials, draws them live and compares the searches with the baseline', async () => {
    const notebook = await executed('02-a-small-sweep.ipynb');
    assert.match(shown(notebook, 'run', 'text/html'), /random 5\/5 · tpe 5\/5 · best 0\.\d{4}/);
    assert.match(shown(notebook, 'run', 'text/markdown'), /found the best configuration/);
    const table = shown(notebook, 'compare', 'text/plain').split('\n');
    assert.deepEqual(
      table.slice(1, 4).map((line) => line.split('\t')[0]),
      ['random', 'tpe', 'nbsvm'],
    );
    const runs = fs.readdirSync(path.join(scratch, 'results/small-sweep/runs'));
    assert.equal(runs.filter((name) => name.endsWith('.json')).length, 11);
  });

  it('02 answers with the model that the sweep kept', async () => {
    const answers = shown(await executed('02-a-small-sweep.ipynb'), 'predict', 'text/plain');
    assert.match(answers, /a film worth every minute\t(positive|negative)\t\d+\.\d %/);
  });

  it('03 follows a review through the steps and shows what every token was made of', async () => {
    const notebook = await executed('03-text-pipelines.ipynb');
    assert.match(shown(notebook, 'steps', 'text/plain'), /negation\ttom · hank · be · n't · NOT_bad · /);
    const html = shown(notebook, 'highlight', 'text/html');
    assert.match(html, /title="NOT_film \[\d+, \d+\)">films<br>/);
    assert.match(shown(notebook, 'names', 'text/html'), /title="&lt;person&gt; \[0, 9\)">Tom Hanks<br>/);
    assert.match(shown(notebook, 'saved', 'text/plain'), /the same ids for 1000 sentences: true/);
  });

  it('03 says in its text what its numbers say', async () => {
    const rows = shown(await executed('03-text-pipelines.ipynb'), 'numbers', 'text/plain')
      .split('\n')
      .map((line) => line.split('\t'));
    const [sizes, known, lengths] = [1, 2, 3].map(
      (column) => new Map(rows.slice(1).map((row) => [row[0], parseFloat((row[column] ?? '').replace(',', ''))])),
    );
    const of = (numbers: typeof sizes, name: string): number => numbers?.get(name) ?? NaN;
    assert.ok(Math.abs(of(sizes, 'stem') / of(sizes, 'plain') - 0.75) < 0.03, 'stems save a quarter');
    assert.equal(Math.min(...(sizes?.values() ?? [])), of(sizes, 'bpe'));
    assert.ok(of(known, 'bpe') > 99 && of(lengths, 'bpe') > of(lengths, 'plain'));
    assert.ok(of(known, 'no stop words') < of(known, 'plain') && of(known, 'negation') < of(known, 'plain'));
    assert.equal(Math.max(...(sizes?.values() ?? [])), of(sizes, 'bigrams'));
  });

  it('04 says in its text what its numbers say', async () => {
    const notebook = await executed('04-vectors.ipynb');
    const rows = (id: string): string[][] =>
      shown(notebook, id, 'text/plain')
        .split('\n')
        .map((line) => line.split('\t'));
    const missing = rows('missing').map(([token]) => token);
    assert.ok(missing.includes('unfunny') && missing.includes('engrossing'), missing.join());
    const [glove, own] = ['GloVe', 'our own'].map((name) =>
      parseFloat(rows('probe').find(([vectors]) => vectors === name)?.[1] ?? ''),
    );
    assert.ok((glove ?? NaN) > (own ?? NaN) + 2 && (own ?? NaN) > 55, `GloVe ${glove}, our own ${own}`);
    const moved = rows('drift').map(([word]) => word);
    assert.ok(moved.includes('dull'), moved.join());
    assert.match(shown(notebook, 'drift', 'text/plain'), /Mean over all words: 0\.9\d\d/);
    assert.match(shown(notebook, 'neighbours', 'text/plain'), /^film\tmovie, /m);
    for (const id of ['coverage', 'umap', 'pca']) assert.match(shown(notebook, id, 'text/html'), /<div id="sentilab-/);
  });

  it('05 trains, says how it went and how good the model is, and shows where it looked', async () => {
    const notebook = await executed('05-train-and-look-inside.ipynb');
    assert.match(shown(notebook, 'train', 'text/markdown'), /^The trained model: /);
    assert.match(shown(notebook, 'findings', 'text/markdown'), /\w/);
    const rows = (id: string): string[][] =>
      shown(notebook, id, 'text/plain')
        .split('\n')
        .map((line) => line.split('\t'));
    const accuracy = rows('metrics').find(([metric]) => metric === 'accuracy')?.slice(1).map(parseFloat) ?? [];
    assert.ok(accuracy.length === 2 && accuracy.every((value) => value > 65), accuracy.join());
    const sums = rows('shares').slice(1).map((row) => Number(row.at(-1)));
    assert.ok(sums.length === 3 && sums.every((sum) => Math.abs(sum - 1) < 1e-4), sums.join());
    assert.equal(shown(notebook, 'attention', 'text/html').match(/<b>(positive|negative)<\/b>/g)?.length, 3);
    for (const id of ['history', 'confusion', 'reliability'])
      assert.match(shown(notebook, id, 'text/html'), /<div id="sentilab-/);
    const [record] = fs
      .readdirSync(path.join(scratch, 'results/look-inside/runs'))
      .filter((name) => name.startsWith('train-'));
    assert.ok(record, 'no record');
  });

  it('06 finds a learning rate, draws the schedules and pairs the optimizers', async () => {
    const notebook = await executed('06-learning-rates-and-optimizers.ipynb');
    assert.match(shown(notebook, 'find', 'text/markdown'), /^Begin with 0\.\d+: the loss falls fastest at/);
    const rows = (id: string): string[][] =>
      shown(notebook, id, 'text/plain')
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'));
    const largest = rows('shares').map(([name, , most]) => [name, Number(most)]);
    assert.equal(largest.length, 6);
    for (const [name, most] of largest) assert.ok(Math.abs(Number(most) - 1) < 0.01, `${name} ${most}`);
    const compared = rows('table').filter(([name]) => name !== undefined && name !== '');
    assert.deepEqual(
      compared.map(([name]) => name),
      ['adam', 'adamw', 'nesterov', 'lion'],
    );
    assert.ok(compared.every((row) => row.at(-1) === '3'));
    for (const id of ['curve', 'schedules', 'curves', 'groups'])
      assert.match(shown(notebook, id, 'text/html'), /<div id="sentilab-/);
  });

  it('07 searches with six methods, and says in its text what its numbers say', async () => {
    const notebook = await executed('07-search-methods.ipynb');
    const rows = (id: string): string[][] =>
      shown(notebook, id, 'text/plain')
        .split('\n')
        .map((line) => line.split('\t'));
    const medians = new Map(rows('search').map(([method, median]) => [method, Number(median)]));
    const of = (method: string): number => medians.get(method) ?? NaN;
    assert.ok(of('gp') < 0.4 && of('tpe') < 0.5, [...medians].join(' '));
    for (const blind of ['grid', 'random', 'sobol']) assert.ok(of(blind) > of('tpe'), blind);
    const branches = Number(rows('branches')[1]?.[0]);
    assert.ok(branches >= 0.4 && branches < 0.5, String(branches));
    const pruners = new Map(rows('pruning').map((row) => [row[0], row]));
    const epochs = (name: string): number => Number((pruners.get(name)?.[1] ?? '').replace(',', ''));
    assert.equal(epochs('none'), 81 * 27);
    for (const name of ['median', 'asha', 'hyperband']) assert.ok(epochs(name) < 0.4 * epochs('none'), name);
    assert.equal(shown(notebook, 'auto', 'text/markdown').split('\n').length, 3);
    for (const id of ['function', 'history', 'where', 'mattered'])
      assert.match(shown(notebook, id, 'text/html'), /<div id="sentilab-/);
  });

  it('08 reads a search of its own as records, frames and figures, and holds two trials against each other', async () => {
    const notebook = await executed('08-results-as-data.ipynb');
    const rows = (id: string): string[][] =>
      shown(notebook, id, 'text/plain')
        .split('\n')
        .map((line) => line.split('\t'));
    const [head = [], best = []] = rows('found');
    assert.deepEqual(head.slice(0, 3), ['sampler', 'trial', 'value']);
    const loss = Number(best[2]).toFixed(4);
    assert.match(shown(notebook, 'types', 'text/markdown'), new RegExp(`best of 16 trials .*validation loss ${loss}`));
    assert.match(shown(notebook, 'frame', 'text/html'), /8 rows × 9 columns/);
    assert.match(shown(notebook, 'group', 'text/html'), /value_mean.*fasttext/s);
    const [epochs = NaN, possible] = (rows('epochs')[1] ?? []).map(Number);
    assert.ok(possible === 64 && epochs < 64 && epochs >= 32, `${epochs} of ${possible}`);
    const compared = shown(notebook, 'compare', 'text/markdown');
    assert.match(compared, /### (random|tpe) #\d+ → (random|tpe) #\d+\n.*test\/accuracy.*\[/s);
    for (const id of ['run', 'importance', 'slice', 'curves', 'honest'])
      assert.match(shown(notebook, id, 'text/html'), /<div id="sentilab-/);
  });

  it('09 goes from a file of stars to a model, with what is wrong in the file on the way', async () => {
    const notebook = await executed('09-your-own-data.ipynb');
    assert.match(shown(notebook, 'example', 'text/plain'), /^'?review,stars/);
    assert.match(shown(notebook, 'read', 'text/plain'), /\n2,133\t50\.0 %\t/);
    assert.match(shown(notebook, 'quality', 'text/plain'), /language\t\d+\tuna película oscura/);
    assert.match(shown(notebook, 'run', 'text/markdown'), /linear baseline nbsvm/);
    assert.match(shown(notebook, 'use', 'text/plain'), /two hours of boredom\t(positive|negative)\t\d+\.\d %/);
    for (const id of ['lengths', 'run', 'parallel', 'confusion'])
      assert.match(shown(notebook, id, 'text/html'), /<div id="sentilab-/);
  });
});
