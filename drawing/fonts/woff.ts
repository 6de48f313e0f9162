import { inflateSync } from 'node:zlib';

/** The uncompressed tables of a font by their four-letter tags. */
export type FontTables = ReadonlyMap<string, Buffer>;

const woffHeader = 44;
const woffEntry = 20;
const sfntHeader = 12;
const sfntEntry = 16;

/** Unpacks a WOFF 1 file. */
export function readWoff(bytes: Buffer): FontTables {
  const count = bytes.readUInt16BE(12);
  const entries = Array.from({ length: count }, (_, index) => woffHeader + index * woffEntry);
  return new Map(entries.map((entry) => [bytes.toString('latin1', entry, entry + 4), unpack(bytes, entry)]));
}

function unpack(bytes: Buffer, entry: number): Buffer {
  const start = bytes.readUInt32BE(entry + 4);
  const packed = bytes.subarray(start, start + bytes.readUInt32BE(entry + 8));
  return packed.length < bytes.readUInt32BE(entry + 12) ? inflateSync(packed) : packed;
}

/** Writes tables as a TrueType file. Checksums stay zero: satori does not read them. */
export function writeTrueType(tables: FontTables): Buffer {
  const header = Buffer.alloc(sfntHeader + tables.size * sfntEntry);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tables.size, 4);
  const parts = [header];
  let start = header.length;
  for (const [tag, table] of tables) {
    const entry = sfntHeader + (parts.length - 1) * sfntEntry;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(start, entry + 8);
    header.writeUInt32BE(table.length, entry + 12);
    parts.push(Buffer.concat([table], Math.ceil(table.length / 4) * 4));
    start += parts.at(-1)?.length ?? 0;
  }
  return Buffer.concat(parts);
}
