import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

// All emoji of the built package in one file, of which a single one is read without the others: 4 bytes with the length of the index, the
// index as JSON, then each SVG compressed for itself.

type Index = Readonly<Record<string, readonly [start: number, length: number]>>;

/** The archive of these texts by their names. */
export function renderEmojiArchive(texts: Readonly<Record<string, string>>): Buffer {
  const packed = Object.entries(texts).map(
    ([name, text]) => [name, deflateRawSync(text, { level: 9 })] as const,
  );
  let start = 0;
  const places = packed.map(([name, bytes]) => {
    const place = [name, [start, bytes.length]] as const;
    start += bytes.length;
    return place;
  });
  const index = Buffer.from(JSON.stringify(Object.fromEntries(places)));
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(index.length);
  return Buffer.concat([head, index, ...packed.map(([, bytes]) => bytes)]);
}

const HEAD = 4;

export type EmojiArchive = {
  /** The text of this name; undefined: there is none. */
  read(name: string): string | undefined;
};

/** Opens an archive. It is read when something is asked of it. */
export function openEmojiArchive(path: string): EmojiArchive {
  const index = readPart(path, HEAD, readPart(path, 0, HEAD).readUInt32LE());
  const places = JSON.parse(index.toString('utf8')) as Index;
  const body = HEAD + index.length;
  return {
    read: (name) => {
      const place = Object.hasOwn(places, name) ? places[name] : undefined;
      return place && inflateRawSync(readPart(path, body + place[0], place[1])).toString('utf8');
    },
  };
}

function readPart(path: string, start: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    if (start + length > fstatSync(file).size)
      throw new Error(`${path} is damaged: install Showrunner again`);
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, start);
    return bytes;
  } finally {
    closeSync(file);
  }
}
