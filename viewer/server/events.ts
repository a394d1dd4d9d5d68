import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** So often the times of folders are looked at while a page is open, in ms. */
const LOOK_EVERY = 250;
/** A word now and then tells both sides that the other is there, in ms. */
const ALIVE_EVERY = 15_000;

/**
 * Server-sent events: `changed` with the new version whenever `look` gives another text. Times of folders are looked at
 * instead of asking the system for notices: that works on network folders and has no limit.
 */
export function sendChanges(context: Context, look: () => string): Response {
  return streamSSE(context, async (stream) => {
    let last = '';
    let quiet = 0;
    while (!stream.aborted && !stream.closed) {
      const now = look();
      if (now !== last) {
        last = now;
        quiet = 0;
        await stream.writeSSE({ event: 'changed', data: now });
      } else if (quiet >= ALIVE_EVERY) {
        quiet = 0;
        await stream.writeSSE({ event: 'alive', data: '' });
      }
      await stream.sleep(LOOK_EVERY);
      quiet += LOOK_EVERY;
    }
  });
}
