import { execa } from 'execa';
import { LRUCache } from 'lru-cache';
import { createSizeBudget } from './commit-limits.ts';
import { RepositoryError } from './errors.ts';
import { type Git, translateError } from './git.ts';

/** `too-large`: above the limit for one; `over-limit`: one of the largest of too many; `missing`: not in the repository, or not a blob. */
export type BlobAnswer = Buffer | 'too-large' | 'over-limit' | 'missing';

/** Milliseconds. Two thousand files take about 100. */
const TIMEOUT_MS = 120_000;

/**
 * Reads many blobs with one `git cat-file --batch`, in the order of `ids`.
 *
 * @param input.maxBytes larger blobs are skipped and never in memory
 * @param input.maxTotal if they are larger together, the largest are dropped
 * @throws RepositoryError
 */
export async function readBlobs(git: Git, input: BlobRequest): Promise<ReadonlyMap<string, BlobAnswer>> {
  const answers = new Map<string, BlobAnswer>();
  if (input.ids.length === 0) return answers;
  const child = execa('git', ['cat-file', '--batch', '--buffer'], {
    cwd: git.folder,
    env: { ...git.environment },
    extendEnv: false,
    input: `${input.ids.join('\n')}\n`,
    encoding: 'buffer',
    buffer: { stdout: false },
    timeout: TIMEOUT_MS,
  });
  const reader = createReader(input, answers);
  try {
    await Promise.all([child, pipe(child.stdout, reader)]);
  } catch (error) {
    throw translateError(error, 'cat-file');
  }
  if (answers.size < new Set(input.ids).size) {
    throw new RepositoryError('git-failed', 'git cat-file ended before it answered every request.');
  }
  return answers;
}

type BlobRequest = {
  readonly ids: readonly string[];
  readonly maxBytes: number;
  readonly maxTotal?: number | undefined;
};

async function pipe(stdout: AsyncIterable<unknown>, read: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of stdout) if (chunk instanceof Uint8Array) read(Buffer.from(chunk));
}

/** `<id> blob <size>\n<bytes>\n`, or `<id> missing\n`: read from chunks that may end anywhere. */
function createReader(
  { ids, maxBytes, maxTotal = Number.POSITIVE_INFINITY }: BlobRequest,
  answers: Map<string, BlobAnswer>,
): (chunk: Buffer) => void {
  const budget = createSizeBudget(maxTotal);
  let index = 0;
  let header = '';
  let open: { readonly wanted: boolean; readonly parts: Buffer[]; left: number } | undefined;

  const answer = (value: BlobAnswer) => {
    const id = ids[index++];
    if (id === undefined) return;
    answers.set(id, value);
    if (typeof value === 'object')
      for (const gone of budget.add(id, value.length)) answers.set(gone, 'over-limit');
  };
  const readHeader = (chunk: Buffer): Buffer => {
    const end = chunk.indexOf(10);
    header += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.subarray(chunk.length);
    const size = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header);
    header = '';
    if (size === null) answer('missing');
    else
      open = {
        wanted: size[1] === 'blob' && Number(size[2]) <= maxBytes,
        parts: [],
        left: Number(size[2]) + 1,
      };
    if (open !== undefined && !open.wanted) answer(size?.[1] === 'blob' ? 'too-large' : 'missing');
    return chunk.subarray(end + 1);
  };
  const readBody = (chunk: Buffer, body: NonNullable<typeof open>): Buffer => {
    const part = chunk.subarray(0, body.left);
    body.left -= part.length;
    if (body.wanted) body.parts.push(part);
    if (body.left === 0) {
      // The line end after the bytes is not part of the blob.
      if (body.wanted) answer(Buffer.concat(body.parts).subarray(0, -1));
      open = undefined;
    }
    return chunk.subarray(part.length);
  };
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) rest = open === undefined ? readHeader(rest) : readBody(rest, open);
  };
}

const MAX_BLOB_BYTES = 25 * 1024 * 1024;

/** The bytes of one file, up to 25 MB. @throws RepositoryError `unknown-blob`, `too-large` */
export async function readBlob(git: Git, blob: string): Promise<Buffer> {
  const unknown = new RepositoryError('unknown-blob', `The repository has no file with the id "${blob}".`);
  if (!/^[0-9a-f]{40,64}$/.test(blob)) throw unknown;
  const answer = (await readBlobs(git, { ids: [blob], maxBytes: MAX_BLOB_BYTES })).get(blob);
  if (answer === 'too-large')
    throw new RepositoryError('too-large', `The file ${blob} is larger than 25 MB.`);
  if (answer === undefined || typeof answer === 'string') throw unknown;
  return answer;
}

/** Why a file cannot be read as content. */
export type UnreadableReason = 'link' | 'submodule' | 'too-large' | 'over-limit' | 'not-utf8';
export type Text = { readonly text: string } | { readonly unreadable: UnreadableReason };

/** Texts by blob id, with the most recent ones cached. */
export type Texts = {
  /** `maxTotal`: if they are larger together, in bytes, the largest are dropped. */
  read(ids: readonly string[], maxTotal?: number): Promise<ReadonlyMap<string, Text>>;
};

/** Larger than any text that a person writes. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** Several times what the largest academy has, so that the next commit reads only changed files. */
const MAX_CACHED_CHARACTERS = 64 * 1024 * 1024;

export function createTexts(git: Git): Texts {
  const known = new LRUCache<string, Text>({ maxSize: MAX_CACHED_CHARACTERS, sizeCalculation: sizeOf });
  const read = async (ids: readonly string[], maxTotal?: number) => {
    const texts = new Map(ids.flatMap((id) => toEntry(id, known.get(id))));
    const missing = [...new Set(ids)].filter((id) => !texts.has(id));
    for (const [id, answer] of await readBlobs(git, { ids: missing, maxBytes: MAX_TEXT_BYTES, maxTotal })) {
      const text = toText(id, answer);
      // The next commit may have room for it.
      if (answer !== 'over-limit') known.set(id, text);
      texts.set(id, text);
    }
    return maxTotal === undefined ? texts : dropLargest(texts, maxTotal);
  };
  return { read };
}

/** Counts those that were known too. */
export function dropLargest(texts: ReadonlyMap<string, Text>, most: number): ReadonlyMap<string, Text> {
  const left = new Map(texts);
  const budget = createSizeBudget(most);
  for (const [id, text] of texts)
    if ('text' in text)
      for (const gone of budget.add(id, Buffer.byteLength(text.text))) left.set(gone, OVER_LIMIT);
  return left;
}

const OVER_LIMIT: Text = { unreadable: 'over-limit' };

const sizeOf = (text: Text): number => ('text' in text ? text.text.length : 0) + 1;

const toEntry = (id: string, text: Text | undefined): [string, Text][] =>
  text === undefined ? [] : [[id, text]];

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toText(id: string, answer: BlobAnswer): Text {
  if (answer === 'missing')
    throw new RepositoryError('git-failed', `The repository is damaged: ${id} is missing.`);
  if (typeof answer === 'string') return { unreadable: answer };
  try {
    return { text: utf8.decode(answer) };
  } catch {
    return { unreadable: 'not-utf8' };
  }
}
