import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createLogger, parseLogLevel, type LoggerOptions } from '../../../bin/log/logger.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';

const written = (options: LoggerOptions): string[] => {
  const lines: string[] = [];
  const stream = { write: (text: string) => lines.push(text) > 0 };
  const logger = createLogger({ ...options, stream });
  logger.debug('d');
  logger.info('i', { epoch: 1 });
  logger.warn('w');
  logger.error('e');
  return lines;
};

describe('createLogger', () => {
  it('shows lines from its level on, and none when silent', () => {
    assert.equal(written({ level: 'debug' }).length, 4);
    assert.equal(written({}).length, 3);
    assert.equal(written({ level: 'warn' }).length, 2);
    assert.equal(written({ level: 'error' }).length, 1);
    assert.deepEqual(written({ level: 'silent' }), []);
  });

  it('writes one line for people, or one JSON object with time, level and fields', () => {
    assert.match(written({})[0] ?? '', /\d\d:\d\d:\d\d.* i\n$/);
    const { time, ...line } = JSON.parse(written({ json: true })[0] ?? '') as Record<string, unknown>;
    assert.deepEqual(line, { level: 'info', message: 'i', epoch: 1 });
    assert.ok(!Number.isNaN(Date.parse(String(time))));
  });

  it('keeps every line from debug on in a file, whatever is shown, also equal ones', () => {
    const file = path.join(temporaryFolder(), 'deep', 'log.jsonl');
    const logger = createLogger({ level: 'silent' });
    logger.info('before');
    logger.keepIn(file);
    logger.debug('same');
    logger.debug('same');
    const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { message: string }).message),
      ['same', 'same'],
    );
  });

  it('names the nearest level for one that does not exist', () => {
    assert.throws(() => parseLogLevel('inf'), /--log-level: .*Got "inf"\. Did you mean "info"\?/);
  });
});
