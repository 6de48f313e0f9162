// satori 0.63.2 adds the height that HarfBuzz gives a mark to a y that grows downwards, so that dots of Arabic letters are drawn on the
// letters. Flipped heights in the font correct it. marks.test.ts fails when satori is fixed; then delete this file.

const extension = 9;

/** A font's `GPOS` table with every vertical placement negated. */
export function flipHeights(gpos: Buffer): Buffer {
  const flipped = Buffer.from(gpos);
  for (const at of new Set(findHeights(gpos))) flipped.writeInt16BE(-gpos.readInt16BE(at), at);
  return flipped;
}

/** Offsets of signed heights. Tables share anchors, so that an offset may occur more than once. */
function* findHeights(gpos: Buffer): Generator<number> {
  const list = gpos.readUInt16BE(8);
  for (const lookup of offsets(gpos, list, list)) {
    const type = gpos.readUInt16BE(lookup);
    for (const subtable of offsets(gpos, lookup + 4, lookup)) yield* findInSubtable(gpos, type, subtable);
  }
}

function* findInSubtable(gpos: Buffer, type: number, at: number): Generator<number> {
  if (type === extension) {
    yield* findInSubtable(gpos, gpos.readUInt16BE(at + 2), at + gpos.readUInt32BE(at + 4));
  } else if (type === 1) yield* findInSingles(gpos, at);
  else if (type === 2) yield* findInPairs(gpos, at);
  else if (type === 3) yield* anchors(gpos, at + 6, 2 * gpos.readUInt16BE(at + 4), at);
  else if (type >= 4 && type <= 6) yield* findInMarks(gpos, type, at);
}

function* findInSingles(gpos: Buffer, at: number): Generator<number> {
  const format = gpos.readUInt16BE(at + 4);
  if (gpos.readUInt16BE(at) === 1) yield* placements(at + 6, 1, [format]);
  else yield* placements(at + 8, gpos.readUInt16BE(at + 6), [format]);
}

function* findInPairs(gpos: Buffer, at: number): Generator<number> {
  const formats = [gpos.readUInt16BE(at + 4), gpos.readUInt16BE(at + 6)];
  if (gpos.readUInt16BE(at) === 2) {
    yield* placements(at + 16, gpos.readUInt16BE(at + 12) * gpos.readUInt16BE(at + 14), formats);
    return;
  }
  for (const set of offsets(gpos, at + 8, at)) yield* placements(set + 2, gpos.readUInt16BE(set), formats, 2);
}

function* findInMarks(gpos: Buffer, type: number, at: number): Generator<number> {
  const classes = gpos.readUInt16BE(at + 6);
  const marks = at + gpos.readUInt16BE(at + 8);
  const bases = at + gpos.readUInt16BE(at + 10);
  for (let index = 0; index < gpos.readUInt16BE(marks); index++) {
    yield* anchors(gpos, marks + 4 + 4 * index, 1, marks);
  }
  for (const group of type === 5 ? offsets(gpos, bases, bases) : [bases]) {
    yield* anchors(gpos, group + 2, classes * gpos.readUInt16BE(group), group);
  }
}

/** What a counted list of 16-bit offsets points to. */
function offsets(gpos: Buffer, list: number, from: number): number[] {
  const count = gpos.readUInt16BE(list);
  return Array.from({ length: count }, (_, index) => from + gpos.readUInt16BE(list + 2 + 2 * index));
}

/** Heights of anchors that a row of offsets points to; zero points to none. */
function* anchors(gpos: Buffer, row: number, count: number, from: number): Generator<number> {
  for (let index = 0; index < count; index++) {
    const offset = gpos.readUInt16BE(row + 2 * index);
    if (offset !== 0) yield from + offset + 4;
  }
}

/** Heights in a row of value records, each after `skipped` bytes: bit 0 of a format is x, bit 1 is y. */
function* placements(row: number, count: number, formats: readonly number[], skipped = 0): Generator<number> {
  let at = row;
  for (let index = 0; index < count; index++) {
    at += skipped;
    for (const format of formats) {
      if (format & 2) yield at + 2 * (format & 1);
      at += 2 * countBits(format);
    }
  }
}

function countBits(format: number): number {
  return format.toString(2).replaceAll('0', '').length;
}
