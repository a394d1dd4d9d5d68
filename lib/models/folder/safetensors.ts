import { z } from 'zod';
import { FailureError } from '../../errors/index.ts';
import type { NamedArray } from '../trainable.ts';

/**
 * Named arrays as one file in the safetensors layout (https://github.com/huggingface/safetensors), so that Python reads
 * it too: 8 bytes little-endian length of the header, the header as JSON
 * (`{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [begin, end]}, …}`, padded with spaces to a multiple of
 * 8), then the values, 32-bit little-endian floats, row-major. Arrays lie in the order of their names: equal arrays give
 * equal bytes.
 *
 * @param metadata texts that travel with them (`__metadata__`); default none
 */
export function encodeSafetensors(
  arrays: readonly NamedArray[],
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  const sorted = [...arrays].sort((a, b) => (a.name < b.name ? -1 : 1));
  const header = new Map<string, Entry>();
  let end = 0;
  for (const { name, shape, values } of sorted) {
    if (header.has(name)) throw new FailureError('Two arrays have the same name.', { field: name });
    if (sizeOf(shape) !== values.length)
      throw new FailureError(`An array of shape [${shape.join(', ')}] has ${sizeOf(shape)} values.`, {
        field: name,
        value: values.length,
      });
    const begin = end;
    end += values.length * 4;
    header.set(name, { dtype: 'F32', shape: [...shape], data_offsets: [begin, end] });
  }
  const json = new TextEncoder().encode(
    JSON.stringify({ ...(metadata && { __metadata__: metadata }), ...Object.fromEntries(header) }),
  );
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + end).fill(0x20, 8, 8 + padded);
  bytes.set(json, 8);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  let offset = 8 + padded;
  for (const { values } of sorted)
    for (const value of values) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  return bytes;
}

/**
 * The arrays of a safetensors file, in the order of its header. Reads 32-bit floats only.
 *
 * @throws FailureError saying what is wrong with the bytes
 */
export function decodeSafetensors(bytes: Uint8Array): NamedArray[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { header, data } = headerOf(bytes);
  const { __metadata__, ...entries } = header;
  return Object.entries(entries).map(([name, entry]) => {
    const parsed = entrySchema.safeParse(entry);
    if (!parsed.success) throw damaged(`the entry of "${name}" is not one of 32-bit floats`);
    const {
      shape,
      data_offsets: [begin, end],
    } = parsed.data;
    if (end - begin !== sizeOf(shape) * 4 || data + end > bytes.length)
      throw damaged(`the values of "${name}" do not fit its shape or the file`);
    const values = new Float32Array(sizeOf(shape));
    for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(data + begin + i * 4, true);
    return { name, shape, values };
  });
}

/**
 * The texts that travel with the arrays of a safetensors file; empty when there are none.
 *
 * @throws FailureError when the header cannot be read
 */
export function safetensorsMetadata(bytes: Uint8Array): Readonly<Record<string, string>> {
  const parsed = z.record(z.string(), z.string()).safeParse(headerOf(bytes).header['__metadata__'] ?? {});
  if (!parsed.success) throw damaged('its metadata are not texts');
  return parsed.data;
}

/** The header, and where the values begin. */
function headerOf(bytes: Uint8Array): { readonly header: Record<string, unknown>; readonly data: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? Infinity : Number(view.getBigUint64(0, true));
  if (length > bytes.length - 8) throw damaged('it is shorter than its header says');
  return { header: parseHeader(bytes.subarray(8, 8 + length)), data: 8 + length };
}

const entrySchema = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
type Entry = z.infer<typeof entrySchema>;

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>;
  } catch {
    // told below
  }
  throw damaged('its header is not a JSON object');
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function damaged(how: string): FailureError {
  return new FailureError(`The weights can not be read: ${how}.`, {
    fix: 'Restore the file from a copy, or train the model again.',
  });
}
