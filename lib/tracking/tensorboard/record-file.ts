import crc32c from 'crc-32/crc32c.js';

/**
 * Records in TensorFlow's TFRecord framing: length (64 bits), its masked CRC-32C, the bytes, their masked CRC-32C; all
 * numbers with the lowest byte first.
 */
export function frameRecords(records: readonly Uint8Array[]): Uint8Array {
  const framed = new Uint8Array(records.reduce((sum, { length }) => sum + length + 16, 0));
  const view = new DataView(framed.buffer);
  let at = 0;
  for (const record of records) {
    view.setBigUint64(at, BigInt(record.length), true);
    view.setUint32(at + 8, maskedCrc(framed.subarray(at, at + 8)), true);
    framed.set(record, at + 12);
    view.setUint32(at + 12 + record.length, maskedCrc(record), true);
    at += record.length + 16;
  }
  return framed;
}

/** Masked, so that a checksum over data that hold checksums stays a good one (tensorflow/core/lib/hash/crc32c.h). */
function maskedCrc(data: Uint8Array): number {
  const crc = crc32c.buf(data) >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
