import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ErrorAnswer } from '../src/api-types.ts';

/** The port is not part of a cookie's place: a name of its own keeps viewers on other ports apart. */
const cookieName = (context: Context): string => `sentilab-token-${new URL(context.req.url).port || '80'}`;

/**
 * Why a request is not answered where others can reach the server: it lacks the token. null: it may pass. The address with
 * `?token=…` is opened once; after that a cookie brings it, which scripts cannot read and other sites cannot send.
 */
export function refusal(context: Context, token: string): Response | null {
  const given = context.req.query('token');
  if (given !== undefined && same(given, token)) {
    setCookie(context, cookieName(context), token, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.req.path === '/' ? context.redirect('/') : null;
  }
  if (same(getCookie(context, cookieName(context)) ?? '', token)) return null;
  return context.json<ErrorAnswer>(
    { error: { message: 'Open the address with its token, as npm run results printed it.' } },
    401,
  );
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
