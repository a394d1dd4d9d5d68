import fs from 'node:fs';
import { createRequire } from 'node:module';
import { FailureError } from '../errors/index.ts';
import { fromRoot } from '../files/node.ts';

let source: string | undefined;

/**
 * plotly.js as one minified script (5.2 MB), read once. It is plotly's strict build, which draws without `eval`, so
 * that pages can forbid it; it defines `Plotly` on the global object.
 */
export function plotlySource(): string {
  if (source === undefined) {
    const { resolve } = createRequire(fromRoot('package.json'));
    try {
      source = fs.readFileSync(resolve('plotly.js-strict-dist-min'), 'utf8');
    } catch (error) {
      throw new FailureError('plotly.js is not installed.', { fix: 'Run npm ci.', cause: error });
    }
  }
  return source;
}
