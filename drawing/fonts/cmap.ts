/** Reads the code points that a font has glyphs for from its `cmap` table (formats 4 and 12; web fonts use no others). */
export function readCoverage(cmap: Buffer): ReadonlySet<number> {
  const covered = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, covered);
    if (format === 12) readGroups(table, covered);
  }
  return covered;
}

function readSegments(table: Buffer, covered: Set<number>): void {
  const bytes = table.readUInt16BE(6);
  for (let at = 14; at < 14 + bytes; at += 2) {
    const last = table.readUInt16BE(at);
    const first = table.readUInt16BE(at + bytes + 2);
    const delta = table.readUInt16BE(at + 2 * bytes + 2);
    const place = at + 3 * bytes + 2;
    const offset = table.readUInt16BE(place);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? (code + delta) & 0xffff : table.readUInt16BE(place + offset + 2 * (code - first));
      if (glyph !== 0) covered.add(code);
    }
  }
}

function readGroups(table: Buffer, covered: Set<number>): void {
  for (let index = 0; index < table.readUInt32BE(12); index++) {
    const group = 16 + 12 * index;
    const last = table.readUInt32BE(group + 4);
    for (let code = table.readUInt32BE(group); code <= last; code++) covered.add(code);
  }
}
