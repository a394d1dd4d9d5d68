import type { RunRecord } from '../../tracking/index.ts';
import { html, type Html } from '../page/html.ts';

/**
 * Everything outside the configuration that could change a run, and how to have it again.
 *
 * @param call what stands above the command
 */
export function environmentSection(run: RunRecord, call: string): Html {
  const { environment, data, timing } = run;
  const facts: readonly (readonly [string, string])[] = [
    [
      'backend',
      `${environment.backend}${environment.tensorflow === null ? '' : `, TensorFlow ${environment.tensorflow}`}, tfjs ${environment.tfjs}`,
    ],
    [
      'threads, oneDNN, kernels',
      `${environment.threads}, ${environment.onednn ? 'on' : 'off'}, ${environment.kernels ?? 'none'}`,
    ],
    ['machine', `${environment.platform}, ${environment.cpu}, Node ${environment.node}`],
    ['commit', environment.gitCommit ?? 'not in a git checkout'],
    ['data', `${data.name}, fingerprint ${data.fingerprint.slice(0, 12)}…`],
    [
      'split',
      `${data.split.kind}, seed ${data.split.seed}: ${data.split.sizes.train} / ${data.split.sizes.validation} / ${data.split.sizes.test} train / validation / test`,
    ],
    ['seed', String(run.run.seed)],
    ['time', `${timing.startedAt}, peak memory ${Math.round(timing.peakMemoryMiB)} MiB`],
  ];
  return html`<section>
    <h2>Environment and reproduction</h2>
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p>${call}</p>
    <pre><code>npm run reproduce -- ${run.id}</code></pre>
  </section>`;
}
