/**
 * Runs of the hybrid of run lengths and bit packing, as Parquet has it, looked over before hyparquet unpacks them: a run
 * of a billion in a page of forty values would fill the memory.
 *
 * @param width bits of a value
 * @param count values that must come out
 * @returns how many of the values are not zero; meaningful for a width of 1
 * @throws Error when a run is longer than what is wanted, or the runs end too early
 */
export function checkRuns(bytes: Uint8Array, width: number, count: number): number {
  if (width > 32) throw new Error(`values of ${width} bits`);
  let [at, seen, set] = [0, 0, 0];
  while (seen < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) throw new Error(`runs of ${seen} instead of ${count} values`);
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const left = count - seen;
    if (header % 2 === 0) {
      const length = header / 2;
      if (length === 0 || length > left) throw new Error(`a run of ${length} where ${left} values are left`);
      if (bytes[at] !== 0) set += length;
      at += Math.ceil(width / 8);
      seen += length;
    } else {
      const length = ((header - 1) / 2) * 8; // padded to eights, and by some writers to a whole block
      if (length === 0 || length > left + PADDING) throw new Error(`a run of ${length} where ${left} values are left`);
      if (width === 1)
        for (let i = 0; i < Math.min(length, left); i++) set += ((bytes[at + (i >> 3)] ?? 0) >> (i & 7)) & 1;
      at += (length / 8) * width;
      seen += Math.min(length, left);
    }
  }
  return set;
}

/** The largest bit-packed block that writers are known to fill up. */
const PADDING = 512;
