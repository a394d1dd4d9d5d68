import assert from 'node:assert/strict';
import { CommandError, run } from '../../bin/setup/run.mjs';

function isError(reason: string, message: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof CommandError && error.reason === reason && message.test(error.message);
}

describe('set-up: run', () => {
  it('passes on every line of both outputs and returns the last ones', async () => {
    const lines: string[] = [];
    const output = await run('sh', ['-c', 'seq 1 20; sleep 0.3; echo err >&2'], {
      onLine: (line) => lines.push(line),
    });
    assert.deepEqual(lines, [...Array.from({ length: 20 }, (_, i) => String(i + 1)), 'err']);
    assert.deepEqual(output.split('\n'), lines.slice(-15));
  });

  it('fails with the exit code and keeps the output', async () => {
    await assert.rejects(run('sh', ['-c', 'echo why; exit 3']), (error) => {
      assert.ok(isError('failed', /^sh ended with exit code 3\.$/)(error));
      return error instanceof CommandError && error.output === 'why';
    });
  });

  it('tells a missing program from a failing one', async () => {
    await assert.rejects(run('no-such-program', []), isError('missing', /^no-such-program was not found\.$/));
  });

  it('ends a command that shows no sign of life', async () => {
    const begun = Date.now();
    await assert.rejects(
      run('sleep', ['60'], { stallSeconds: 0.5 }),
      isError('stalled', /0\.5 s and was ended/),
    );
    assert.ok(Date.now() - begun < 10_000);
  });

  it('leaves a silent command alone while its activity changes', async () => {
    let activity = 0;
    await run('sleep', ['1.5'], { stallSeconds: 0.5, activity: () => activity++ });
    assert.ok(activity > 3);
  });

  it('leaves a talking command alone', async () => {
    const output = await run('sh', ['-c', 'for i in 1 2 3 4; do echo $i; sleep 0.3; done'], {
      stallSeconds: 0.9,
    });
    assert.equal(output, '1\n2\n3\n4');
  });
});
