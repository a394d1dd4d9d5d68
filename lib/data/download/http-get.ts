import { EnvHttpProxyAgent, interceptors, request } from 'undici';
import { errorMessage } from '../../errors/index.ts';

export interface HttpGetOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest wait for the first answer, in ms. */
  readonly connectTimeoutMs: number;
  /** Longest silence afterwards, in ms. */
  readonly stallMs: number;
}

/** An answer whose body has not been read yet. */
export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case; the first value when there are several. */
  header(name: string): string | undefined;
  /**
   * Hands over the body piece by piece as it arrives, so that what came before a break is not lost; whoever takes long
   * keeps the server waiting. Rejects with the reason of a break, or with what `take` threw.
   */
  read(take: (chunk: Uint8Array) => void): Promise<void>;
}

/**
 * GET over HTTP or HTTPS, following redirects, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name
 * (plain http through the proxy as RFC 9112 wants it, https through a tunnel). The body comes as it is sent, never
 * unpacked, because ranges and checksums are about those bytes.
 *
 * @param use is given the answer; the connection ends with it
 * @throws Error with the reason in its message
 */
export async function httpGet<T>(
  url: string,
  options: HttpGetOptions,
  use: (answer: HttpAnswer) => Promise<T>,
): Promise<T> {
  const { headers = {}, connectTimeoutMs, stallMs } = options;
  const controller = new AbortController();
  const agent = new EnvHttpProxyAgent({ proxyTunnel: false });
  let timer = setTimeout(
    () => controller.abort(new Error(`no answer within ${connectTimeoutMs / 1000} s`)),
    connectTimeoutMs,
  );
  const stalled = (): void => controller.abort(new Error(`nothing more came for ${stallMs / 1000} s`));
  try {
    const response = await request(url, {
      dispatcher: agent.compose(interceptors.redirect({ maxRedirections: 5 })),
      headers: { 'accept-encoding': 'identity', 'user-agent': 'sentilab', ...headers },
      signal: controller.signal,
    });
    clearTimeout(timer);
    timer = setTimeout(stalled, stallMs);
    return await use({
      status: response.statusCode,
      header: (name) => {
        const value = response.headers[name];
        return Array.isArray(value) ? value[0] : value;
      },
      read: (take) =>
        new Promise((resolve, reject) => {
          const { body } = response;
          body.on('data', (chunk: Uint8Array) => {
            clearTimeout(timer);
            try {
              take(chunk);
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
              body.destroy();
            }
            timer = setTimeout(stalled, stallMs);
          });
          body.once('end', resolve);
          body.once('error', reject);
        }),
    });
  } finally {
    clearTimeout(timer);
    controller.abort(); // lets go of the connection when the body was not read to its end
    await agent.destroy().catch(() => undefined);
  }
}

/** What went wrong on the way, in words: the innermost cause that says something. */
export function networkReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return networkReason(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return networkReason(error.cause);
  return errorMessage(error) || String(error);
}
