import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { backTranslate, translatorConfigSchema, type Translator } from 'sentilab/augment';
import { libreTranslate } from '../../../lib/augment/translators/libre-translate.ts';

interface Request {
  readonly q: readonly string[];
  readonly source: string;
  readonly target: string;
  readonly format: string;
  readonly api_key?: string;
}

/** A dictionary of five words: enough to see whether texts go there and come back. */
const SPANISH: Readonly<Record<string, string>> = {
  film: 'película',
  good: 'buena',
  is: 'es',
  the: 'la',
  not: 'no',
};
const ENGLISH: Readonly<Record<string, string>> = {
  película: 'movie',
  buena: 'good',
  es: 'is',
  la: 'the',
  no: 'not',
};

describe('libreTranslate', () => {
  const requests: Request[] = [];
  let answer: (request: Request) => { readonly status?: number; readonly body: unknown };
  let server: http.Server;
  let url: string;

  /** Speaks LibreTranslate's API: POST /translate with a list of texts. */
  before(async () => {
    server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.url !== '/translate' || request.method !== 'POST') {
          response.writeHead(404).end('{}');
          return;
        }
        const parsed = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request;
        requests.push(parsed);
        const { status = 200, body } = answer(parsed);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    requests.length = 0;
    answer = ({ q, target }) => ({
      body: {
        translatedText: q.map((text) =>
          text.replace(
            /\p{L}+/gu,
            (word) => (target === 'es' ? SPANISH : ENGLISH)[word.toLowerCase()] ?? word,
          ),
        ),
      },
    });
  });

  const translator = (more: object = {}, key?: string): Translator =>
    libreTranslate(
      translatorConfigSchema.parse({ kind: 'libre-translate', url, ...more }) as Parameters<
        typeof libreTranslate
      >[0],
      key,
    );

  it('sends texts there and back, and leads the words that stayed to their places', async () => {
    const [first, second] = await backTranslate(["The film isn't good.", 'a b'], translator());
    assert.equal(first?.text, 'the movie is not good.');
    assert.equal(second?.text, 'a b');
    assert.deepEqual(first?.map.at(-1)?.source, { start: 15, end: 20 });
    assert.deepEqual(
      requests.map(({ source, target, format }) => `${source} ${target} ${format}`),
      ['en es text', 'es en text'],
    );
    assert.equal('api_key' in (requests[0] ?? {}), false);
  });

  it('asks in batches and keeps the order', async () => {
    const texts = Array.from({ length: 7 }, (_, i) => `film ${i}`);
    const back = await backTranslate(texts, translator({ batchSize: 3 }));
    assert.deepEqual(
      back.map(({ text }) => text),
      texts.map((text) => text.replace('film', 'movie')),
    );
    assert.deepEqual(
      requests.map(({ q }) => q.length),
      [3, 3, 1, 3, 3, 1],
    );
  });

  it('passes on key and language', async () => {
    await translator({ pivot: 'de' }, 'secret').translate(['film'], 'there');
    assert.equal(requests[0]?.target, 'de');
    assert.equal(requests[0]?.api_key, 'secret');
  });

  it('tells what the server said when it refuses', async () => {
    answer = () => ({ status: 400, body: { error: 'xx is not supported' } });
    await assert.rejects(
      translator().translate(['film'], 'there'),
      /refused.*xx is not supported.*translator\.pivot/,
    );
  });

  it('refuses an answer that is no translation of each text', async () => {
    for (const body of [{ translatedText: ['only one'] }, { translatedText: 'text' }, {}, [], null]) {
      answer = () => ({ body });
      await assert.rejects(
        translator().translate(['one', 'two'], 'there'),
        /something else than a translation/,
      );
    }
  });

  it('says how to start a server when there is none, or it does not answer in time', async () => {
    const dead = translator({ url: 'http://127.0.0.1:9' });
    await assert.rejects(
      dead.translate(['film'], 'there'),
      /gave no answer.*libretranslate --load-only en,es/,
    );
    const slow = http.createServer(() => {});
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const silent = translator({
      url: `http://127.0.0.1:${(slow.address() as AddressInfo).port}`,
      timeoutSeconds: 0.2,
    });
    await assert.rejects(silent.translate(['film'], 'there'), /gave no answer/);
    slow.closeAllConnections();
    await new Promise((resolve) => slow.close(resolve));
  });
});
