import { LRUCache } from 'lru-cache';
import { RepositoryError } from './errors.ts';
import type { Git } from './git.ts';
import { createObjectReader, type ObjectInfo, type ObjectReader } from './object-reader.ts';

/** `too-large`: above the limit; `missing`: not in the repository, or not a blob. */
export type BlobAnswer = Buffer | 'too-large' | 'missing';

type Wanted = { readonly ids: readonly string[]; readonly maxBytes: number };

/**
 * Reads many blobs, in the order of `ids`.
 *
 * @param input.maxBytes larger blobs are skipped and never in memory
 * @throws RepositoryError
 */
export const readBlobs = (git: Git, input: Wanted): Promise<ReadonlyMap<string, BlobAnswer>> =>
  input.ids.length === 0 ? Promise.resolve(new Map()) : readBlobsFrom(createObjectReader(git), input);

async function readBlobsFrom(
  objects: ObjectReader,
  { ids, maxBytes }: Wanted,
): Promise<ReadonlyMap<string, BlobAnswer>> {
  const answers = await objects.read(ids, { type: 'blob', maxBytes });
  return new Map(
    [...answers].map(([id, answer]) => [id, typeof answer === 'string' ? answer : answer.bytes]),
  );
}

const MAX_BLOB_BYTES = 25 * 1024 * 1024;

/** The bytes of one file, up to 25 MB. @throws RepositoryError `unknown-blob`, `too-large` */
export async function readBlob(git: Git, blob: string): Promise<Buffer> {
  const unknown = new RepositoryError('unknown-blob', `The repository has no file with the id "${blob}".`);
  if (!/^[0-9a-f]{40,64}$/.test(blob)) throw unknown;
  const answer = (await readBlobs(git, { ids: [blob], maxBytes: MAX_BLOB_BYTES })).get(blob);
  if (answer === 'too-large')
    throw new RepositoryError('too-large', `The file ${blob} is larger than 25 MB.`);
  if (answer === undefined || answer === 'missing') throw unknown;
  return answer;
}

/** Why a file cannot be read as content. */
export type UnreadableReason = 'link' | 'submodule' | 'too-large' | 'over-total' | 'not-utf8';
export type BlobText = { readonly text: string } | { readonly unreadable: UnreadableReason };

/** Texts by blob id. */
export type Texts = {
  /** Of more than 64 MB at once, the last ones are answered as too large. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, BlobText>>;
  /** Bytes, by id; nothing is read. */
  measure(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
};

/** What was read before, of the most recent commits, so that the next one reads only changed files. `sizes`: bytes by id. */
export type TextCache = {
  readonly texts: LRUCache<string, BlobText>;
  readonly sizes: LRUCache<string, number>;
};

/** Larger than any text that a person writes. */
export const MAX_TEXT_BYTES = 1024 * 1024;
/** Several times what the largest academy has. */
const MAX_CACHED_CHARACTERS = 64 * 1024 * 1024;

/** Twice the files that one commit may have. */
const MAX_SIZES = 40_000;

export const createTextCache = (): TextCache => ({
  texts: new LRUCache({ maxSize: MAX_CACHED_CHARACTERS, sizeCalculation: sizeOf }),
  sizes: new LRUCache({ max: MAX_SIZES }),
});

const sizeOf = (text: BlobText): number => ('text' in text ? text.text.length : 0) + 1;

export function createTexts(objects: ObjectReader, cache: TextCache = createTextCache()): Texts {
  const { texts: known, sizes } = cache;
  const read = async (ids: readonly string[]) => {
    const texts = new Map(ids.flatMap((id) => toEntry(id, known.get(id))));
    const missing = [...new Set(ids)].filter((id) => !texts.has(id));
    const [some, rest] = splitBySize(missing, await objects.describe(missing));
    for (const [id, answer] of await readBlobsFrom(objects, { ids: some, maxBytes: MAX_TEXT_BYTES })) {
      const text = toText(id, answer);
      known.set(id, text);
      texts.set(id, text);
    }
    for (const id of rest) texts.set(id, { unreadable: 'too-large' });
    return texts;
  };
  const measure: Texts['measure'] = async (ids) => {
    const found = new Map(ids.map((id) => [id, sizes.get(id)]));
    const unknown = [...found].flatMap(([id, size]) => (size === undefined ? [id] : []));
    for (const [id, info] of await objects.describe(unknown)) {
      const size = info === 'missing' ? 0 : info.size;
      sizes.set(id, size);
      found.set(id, size);
    }
    return new Map([...found].map(([id, size = 0]) => [id, size]));
  };
  return { read, measure };
}

const MAX_READ_BYTES = 64 * 1024 * 1024;

/** The first ids until their sizes exceed the limit, and the others. What is too large by itself is not read and does not count. */
function splitBySize(
  ids: readonly string[],
  infos: ReadonlyMap<string, ObjectInfo | 'missing'>,
): [string[], string[]] {
  const [some, rest]: [string[], string[]] = [[], []];
  let total = 0;
  for (const id of ids) {
    const info = infos.get(id);
    const size = info === undefined || info === 'missing' ? 0 : info.size;
    if (size <= MAX_TEXT_BYTES) total += size;
    (total <= MAX_READ_BYTES ? some : rest).push(id);
  }
  return [some, rest];
}

const toEntry = (id: string, text: BlobText | undefined): [string, BlobText][] =>
  text === undefined ? [] : [[id, text]];

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toText(id: string, answer: BlobAnswer): BlobText {
  if (answer === 'missing')
    throw new RepositoryError('git-failed', `The repository is damaged: ${id} is missing.`);
  if (answer === 'too-large') return { unreadable: 'too-large' };
  return decodeText(answer);
}

export function decodeText(bytes: Uint8Array): BlobText {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { unreadable: 'not-utf8' };
  }
}
