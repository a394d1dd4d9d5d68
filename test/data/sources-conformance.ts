import assert from 'node:assert/strict';
import fs from 'node:fs';
import { datasetFingerprint } from 'sentilab/data';
import type { Example, SourceConfigInput } from 'sentilab/data';
import { loadDataset, resolveSource, sourceOf, streamDataset } from 'sentilab/data/node';
import { UserError } from 'sentilab/errors';

/** A source as the suite sees it. */
export interface ConformanceCase {
  readonly config: SourceConfigInput;
  /** Folder in which the data is, the project's own unless the test made one. */
  readonly root: string;
  /** An empty folder in which the data is not; absent for what needs no file. */
  readonly emptyRoot?: string;
}

/** What every source promises; `make` may prepare files and is called once. */
export function sourceConformance(name: string, make: () => Promise<ConformanceCase>): void {
  describe(`source ${name}`, () => {
    let one: ConformanceCase;
    let all: Example[];
    before(async () => {
      one = await make();
      all = await drawn(streamDataset(one.config, { root: one.root }));
    });

    it('streams what it loads, in the same order, every time', async () => {
      const dataset = await loadDataset(one.config, { root: one.root });
      assert.ok(all.length > 0);
      assert.deepEqual(dataset.examples, all);
      assert.deepEqual(await drawn(streamDataset(one.config, { root: one.root })), all);
    });

    it('gives unique ids, labels of 0 and 1 (both), texts, and ratings of 1 to 10 if any', () => {
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      assert.deepEqual([...new Set(all.map(({ label }) => label))].sort(), [0, 1]);
      for (const { id, text, rating, group } of all) {
        assert.ok(id.length > 0);
        assert.equal(typeof text, 'string');
        if (rating !== undefined) assert.ok(rating >= 1 && rating <= 10);
        if (group !== undefined) assert.ok(group.length > 0);
      }
    });

    it('has one fingerprint, whether asked, loaded or computed from the examples', async () => {
      const config = resolveSource(one.config);
      const dataset = await loadDataset(one.config, { root: one.root });
      assert.equal(await sourceOf(config).fingerprint(config, one.root), dataset.fingerprint);
      assert.equal(datasetFingerprint(all), dataset.fingerprint);
    });

    it('has a name, a title and a licence line', async () => {
      const { name, title, attribution } = await loadDataset(one.config, { root: one.root });
      for (const text of [name, title, attribution]) assert.ok(text.trim().length > 0);
    });

    it('closes its files when the loop is left, broken or aborted', async () => {
      const before = openFiles();
      const seen: string[] = [];
      for await (const { id } of streamDataset(one.config, { root: one.root })) {
        seen.push(id);
        if (seen.length === 2) break;
      }
      assert.deepEqual(
        seen,
        all.slice(0, 2).map(({ id }) => id),
      );
      await assert.rejects(async () => {
        for await (const example of streamDataset(one.config, { root: one.root })) throw new Error(example.id);
      });
      const stop = new AbortController();
      await assert.rejects(
        async () => {
          for await (const _ of streamDataset(one.config, { root: one.root, signal: stop.signal }))
            stop.abort(new Error('enough'));
        },
        { message: 'enough' },
      );
      const more = (): string[] => openFiles().filter((file) => !before.includes(file));
      await settled(() => more().length === 0);
      assert.deepEqual(more(), []);
    });

    it('says that it is ready, and where it is not, which way leads to it', async () => {
      const config = resolveSource(one.config);
      const source = sourceOf(config);
      assert.equal(source.status(config, one.root).ready, true);
      if (one.emptyRoot === undefined) return;
      const { ready, detail } = source.status(config, one.emptyRoot);
      assert.equal(ready, false);
      assert.match(detail, /npm run data|git checkout|Put the file there/);
      await assert.rejects(loadDataset(one.config, { root: one.emptyRoot }));
    });

    it('refuses a misspelt option by name', () => {
      const config = { ...resolveSource(one.config), lables: 1 };
      assert.throws(
        () => resolveSource(config),
        (error) => error instanceof UserError && /"lables"/.test(error.message),
      );
    });
  });
}

async function drawn(examples: AsyncIterable<Example>): Promise<Example[]> {
  const all: Example[] = [];
  for await (const example of examples) all.push(example);
  return all;
}

/** Regular files that this process has open (Linux; elsewhere nothing can be told). */
function openFiles(): string[] {
  if (!fs.existsSync('/proc/self/fd')) return [];
  return fs
    .readdirSync('/proc/self/fd')
    .flatMap((fd) => {
      try {
        return [fs.readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return []; // closed meanwhile, such as the folder that is being listed
      }
    })
    .filter((target) => target.startsWith('/') && !target.startsWith('/proc/') && !target.startsWith('/dev/'))
    .sort();
}

/** Streams close a moment after they are told to. */
async function settled(done: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
}
