import { FailureError } from '../errors/index.ts';

/** An array out of NumPy's .npy format, version 1 or 2. */
export interface NpyArray {
  /** NumPy's name of the element type: `<f4`, `|i1`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Whether the first index runs fastest. */
  readonly fortranOrder: boolean;
  /** The elements as bytes: a copy in a buffer of its own, so that typed arrays may start at 0. */
  readonly data: Uint8Array;
}

const MAGIC = '\x93NUMPY';

/**
 * Reads a .npy file (numpy.lib.format).
 *
 * @param name how messages call it
 * @throws FailureError when it is something else or too short
 */
export function parseNpy(bytes: Uint8Array, name: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin1 = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  const wide = bytes[6] === 2; // version 2 has a four-byte header length
  if (bytes.length < 12 || latin1(0, 6) !== MAGIC || (bytes[6] !== 1 && !wide))
    throw broken(name, 'no .npy file');
  const start = wide ? 12 : 10;
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = latin1(start, Math.min(end, bytes.length));
  const dtype = /'descr':\s*'([<|][fiub][1-8])'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (dtype === undefined || order === undefined || shape === undefined) throw broken(name, 'unknown header');
  const dimensions = shape
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  const length = dimensions.reduce((product, size) => product * size, Number(dtype.slice(2)));
  if (!Number.isSafeInteger(length)) throw broken(name, 'unknown header');
  if (bytes.length < end + length) throw broken(name, `${bytes.length - end} of ${length} bytes`);
  return {
    dtype,
    shape: dimensions,
    fortranOrder: order === 'True',
    data: new Uint8Array(bytes.subarray(end, end + length)),
  };
}

/**
 * A one- or two-dimensional array as a .npy file, version 1, little-endian, rows one after the other. A Uint16Array holds
 * the bits of 16-bit floats.
 */
export function formatNpy(
  values: Int8Array | Uint16Array | Float32Array,
  shape: readonly number[],
): Uint8Array {
  const dtype = values instanceof Int8Array ? '|i1' : values instanceof Uint16Array ? '<f2' : '<f4';
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const padded = `${header.padEnd(Math.ceil((10 + header.length + 1) / 64) * 64 - 11)}\n`; // data start at 64 k
  const bytes = new Uint8Array(10 + padded.length + values.byteLength);
  [...MAGIC, '\x01', '\x00'].forEach((c, i) => (bytes[i] = c.charCodeAt(0)));
  new DataView(bytes.buffer).setUint16(8, padded.length, true);
  [...padded].forEach((c, i) => (bytes[10 + i] = c.charCodeAt(0)));
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + padded.length);
  return bytes;
}

function broken(name: string, what: string): FailureError {
  return new FailureError(`${name} is damaged: ${what}.`, { fix: 'Restore it or get it again.' });
}
