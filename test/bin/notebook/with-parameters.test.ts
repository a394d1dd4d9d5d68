import assert from 'node:assert/strict';
import { withParameters, type NotebookFile } from '../../../bin/notebook/with-parameters.ts';

const cell = (source: string | readonly string[], ...tags: readonly string[]) => ({
  cell_type: 'code',
  id: 'cell',
  metadata: { tags },
  source,
});
const notebook: NotebookFile = {
  cells: [cell('1'), cell(['const trials = 5; // each\n', "let name = 'a';"], 'parameters'), cell('trials')],
};

describe('withParameters', () => {
  it('declares them again in a cell behind the tagged one, values read as YAML', () => {
    const { cells } = withParameters(notebook, ['trials=20', 'name=two words']);
    assert.equal(cells.length, 4);
    assert.equal(cells[2]?.source, 'const trials: number = 20;\nconst name: string = "two words";');
    assert.equal(cells[3], notebook.cells[2]);
    assert.equal(withParameters(notebook, []), notebook);
  });

  it('keeps the type that the cell gives a parameter', () => {
    const typed: NotebookFile = { cells: [cell("const kind: 'a' | 'b' = 'a';", 'parameters')] };
    assert.equal(withParameters(typed, ['kind=b']).cells[1]?.source, "const kind: 'a' | 'b' = \"b\";");
  });

  it('names a near parameter for one that is none, and says what is missing in a notebook without', () => {
    assert.throws(
      () => withParameters(notebook, ['trails=2']),
      /--set: .*Got "trails". Did you mean "trials"/,
    );
    assert.throws(() => withParameters(notebook, ['20']), /for example trials=20/);
    assert.throws(() => withParameters({ cells: [cell('1')] }, ['a=1']), /the tag "parameters"/);
  });
});
