import assert from 'node:assert/strict';
import { makeHost } from '../../kernel/host.ts';

interface Sent {
  readonly type: string;
  readonly content: {
    readonly data: Readonly<Record<string, string>>;
    readonly transient: { readonly display_id: string };
  };
}

function setUp(): { host: ReturnType<typeof makeHost>; runner: Runner; sent: Sent[] } {
  const sent: Sent[] = [];
  const runner: Runner = {
    cellId: 'one',
    executionCount: 1,
    publish: (type, content) => void sent.push({ type, content } as Sent),
  };
  return { host: makeHost(runner, () => 'window.Plotly = {};'), runner, sent };
}

interface Runner {
  cellId: string;
  executionCount: number;
  publish(type: string, content: object): void;
}

const libraries = (sent: readonly Sent[]): number =>
  sent.filter(({ content }) => content.data['text/html']?.includes('window.sentilabDraw = ')).length;

describe('notebook host', () => {
  it('brings the plotting library along with the first plot only', () => {
    const { host, runner, sent } = setUp();
    host.showFigure({ data: [] });
    host.showFigure({ data: [] });
    Object.assign(runner, { cellId: 'two', executionCount: 2 });
    host.showFigure({ data: [] });
    assert.equal(libraries(sent), 1);
  });

  it('brings it again when the cell that had it runs again, because its outputs are gone then', () => {
    const { host, runner, sent } = setUp();
    host.showFigure({ data: [] });
    Object.assign(runner, { cellId: 'one', executionCount: 2 });
    host.showFigure({ data: [] });
    assert.equal(libraries(sent), 2);
  });

  it('updates a plot through one more output, made at the first update and replaced by the later ones', () => {
    const { host, sent } = setUp();
    const shown = host.showFigure({ data: [] });
    sent.length = 0;
    shown.update({ data: [{ y: [1] }] });
    shown.update({ data: [{ y: [1, 2] }] });
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['display_data', 'update_display_data'],
    );
    assert.equal(sent[0]?.content.transient.display_id, sent[1]?.content.transient.display_id);
    assert.ok(sent[1]?.content.data['text/html']?.includes('"y":[1,2]'));
  });
});
