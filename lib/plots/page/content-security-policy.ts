import { sha256Hex } from '../../hash/index.ts';

/** Where a page may connect to: nowhere, or to the server it came from. */
export interface PolicyOptions {
  /** Default 'none'. */
  readonly connect?: 'none' | 'self';
}

/**
 * A Content-Security-Policy that runs exactly the given inline scripts (by their hashes) and nothing else: no other
 * script, no eval, no third party. Styles may be inline because plotly sets them; pictures may be data: for its export.
 */
export function contentSecurityPolicy(scripts: readonly string[], options: PolicyOptions = {}): string {
  const hashes = scripts.map((code) => `'sha256-${base64OfHex(sha256Hex(code))}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.length === 0 ? "'none'" : hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    `connect-src '${options.connect ?? 'none'}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function base64OfHex(hex: string): string {
  const bytes = hex.match(/../g)?.map((pair) => String.fromCharCode(parseInt(pair, 16))) ?? [];
  return btoa(bytes.join(''));
}
