import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
}

export interface ZipOptions {
  readonly deflate: boolean;
  /** Sizes and offsets in zip64 fields, as archives over 4 GB have them. */
  readonly zip64: boolean;
}

/** A zip archive by the letter of PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.5.3. */
export function makeZip(files: readonly ZipFile[], { deflate, zip64 }: ZipOptions): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const packed = deflate ? deflateRawSync(content) : content;
    const path = Buffer.from(name);
    const common = Buffer.alloc(22); // from "version needed" to the lengths of name and extra field
    common.writeUInt16LE(zip64 ? 45 : 20, 0);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 14);
    common.writeUInt32LE(zip64 ? 0xffffffff : content.length, 18);
    const local = zip64 ? extra([content.length, packed.length]) : Buffer.alloc(0);
    parts.push(u32(0x04034b50), common, u16(path.length), u16(local.length), path, local, packed);
    const central = zip64 ? extra([content.length, packed.length, offset]) : Buffer.alloc(0);
    directory.push(
      u32(0x02014b50),
      u16(45),
      common,
      u16(path.length),
      u16(central.length),
      Buffer.alloc(10), // comment, disk, attributes
      u32(zip64 ? 0xffffffff : offset),
      path,
      central,
    );
    offset += 4 + 22 + 4 + path.length + local.length + packed.length;
  }
  const tail = Buffer.concat(directory);
  const end: Buffer[] = [];
  if (zip64) {
    const record = [u64(44), u16(45), u16(45), u32(0), u32(0)];
    record.push(u64(files.length), u64(files.length), u64(tail.length), u64(offset));
    end.push(u32(0x06064b50), ...record, u32(0x07064b50), u32(0), u64(offset + tail.length), u32(1));
  }
  const count = zip64 ? 0xffff : files.length;
  end.push(u32(0x06054b50), u16(0), u16(0), u16(count), u16(count));
  end.push(u32(zip64 ? 0xffffffff : tail.length), u32(zip64 ? 0xffffffff : offset), u16(0));
  return Buffer.concat([...parts, tail, ...end]);
}

function extra(values: readonly number[]): Buffer {
  return Buffer.concat([u16(1), u16(8 * values.length), ...values.map(u64)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
