import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What happens to one request. */
export interface Behaviour {
  /** Bytes of the body after which the connection is torn; Infinity serves it whole. */
  readonly cutAfter?: number;
  /** Called when so many bytes have been handed over, and the server then falls silent, for a killer to strike. */
  readonly holdAfter?: { readonly bytes: number; readonly reached: () => void };
  /** Answers a range with the whole file, as a plain server does. */
  readonly ignoreRange?: boolean;
  /** Answers with this status and nothing else. */
  readonly status?: number;
  /** ETag; default one that stays the same. Null sends none. */
  readonly etag?: string | null;
}

/** A local HTTP server with one file, ranges, and faults by request. */
export interface CuttingServer {
  readonly url: string;
  /** `METHOD range if-range` of each request so far. */
  readonly requests: string[];
  /** Bytes of bodies sent, all requests together. */
  readonly sent: () => number;
  close(): Promise<void>;
}

/**
 * Serves `content` on 127.0.0.1 with HTTP ranges (RFC 9110), and breaks as it is told.
 *
 * @param behave asked per request, from 0
 */
export async function startCuttingServer(
  content: Buffer,
  behave: (request: number) => Behaviour = () => ({}),
): Promise<CuttingServer> {
  const requests: string[] = [];
  let sent = 0;
  const server = http.createServer((request, response) => {
    const behaviour = behave(requests.length);
    const { range, 'if-range': ifRange } = request.headers;
    requests.push(`${request.method} ${range ?? '-'} ${ifRange?.toString() ?? '-'}`);
    const etag = behaviour.etag === undefined ? '"v1"' : behaviour.etag;
    const headers = { 'accept-ranges': 'bytes', ...(etag !== null && { etag }) };
    if (behaviour.status !== undefined) return void response.writeHead(behaviour.status).end();
    const from = behaviour.ignoreRange === true ? null : rangeStart(range, ifRange?.toString(), etag);
    if (from !== null && from >= content.length)
      return void response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    const body = content.subarray(from ?? 0);
    response.writeHead(from === null ? 200 : 206, {
      ...headers,
      'content-length': body.length,
      ...(from !== null && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    const { cutAfter = Infinity, holdAfter } = behaviour;
    const end = Math.min(body.length, cutAfter, holdAfter?.bytes ?? Infinity);
    sent += end;
    // In pieces, so that a client has some of it when the rest never comes.
    const pieces = Array.from({ length: Math.ceil(end / 16384) }, (_, i) =>
      body.subarray(i * 16384, Math.min(end, (i + 1) * 16384)),
    );
    for (const piece of pieces) response.write(piece);
    if (holdAfter && end === holdAfter.bytes) return void response.write(Buffer.alloc(0), holdAfter.reached);
    if (end < body.length) return void flushed(response.socket, () => response.socket?.destroy());
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`,
    requests,
    sent: () => sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function rangeStart(
  range: string | undefined,
  ifRange: string | undefined,
  etag: string | null,
): number | null {
  const match = /^bytes=(\d+)-$/.exec(range ?? '');
  return match && (ifRange === undefined || ifRange === etag) ? Number(match[1]) : null;
}

/** Tears the connection only when what was written has left, so that the cut is where it was meant to be. */
function flushed(socket: Socket | null, then: () => void): void {
  if (!socket || socket.writableLength === 0) return void setTimeout(then, 5);
  socket.once('drain', () => flushed(socket, then));
}
