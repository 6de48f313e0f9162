import { execa } from 'execa';
import { RepositoryError } from './errors.ts';
import { type Git, translateError } from './git.ts';

/** `too-large` was not kept, `missing` is not in the repository or no blob. */
export type BlobAnswer = Buffer | 'too-large' | 'missing';

/** Milliseconds; two thousand files take a tenth of a second. */
const TIMEOUT_MS = 120_000;

/**
 * Reads many blobs with one `git cat-file --batch`, in the order in which they were asked for.
 *
 * @param input.maxBytes what is larger is read past and never held
 * @throws RepositoryError
 */
export async function readBlobs(
  git: Git,
  input: { readonly ids: readonly string[]; readonly maxBytes: number },
): Promise<ReadonlyMap<string, BlobAnswer>> {
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
    await Promise.all([child, pour(child.stdout, reader)]);
  } catch (error) {
    throw translateError(error, 'cat-file');
  }
  if (answers.size < new Set(input.ids).size) {
    throw new RepositoryError('git-failed', 'git cat-file ended before it had answered everything.');
  }
  return answers;
}

async function pour(stdout: AsyncIterable<unknown>, take: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of stdout) if (chunk instanceof Uint8Array) take(Buffer.from(chunk));
}

/** `<id> blob <size>\n<bytes>\n`, or `<id> missing\n`: cut out of chunks that end anywhere. */
function createReader(
  { ids, maxBytes }: { readonly ids: readonly string[]; readonly maxBytes: number },
  answers: Map<string, BlobAnswer>,
): (chunk: Buffer) => void {
  let index = 0;
  let header = '';
  let open: { readonly keep: boolean; readonly parts: Buffer[]; left: number } | undefined;

  const answer = (value: BlobAnswer) => {
    const id = ids[index++];
    if (id !== undefined) answers.set(id, value);
  };
  const takeHeader = (chunk: Buffer): Buffer => {
    const end = chunk.indexOf(10);
    header += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.subarray(chunk.length);
    const size = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header);
    header = '';
    if (size === null) answer('missing');
    else
      open = {
        keep: size[1] === 'blob' && Number(size[2]) <= maxBytes,
        parts: [],
        left: Number(size[2]) + 1,
      };
    if (open !== undefined && !open.keep) answer(size?.[1] === 'blob' ? 'too-large' : 'missing');
    return chunk.subarray(end + 1);
  };
  const takeBody = (chunk: Buffer, body: NonNullable<typeof open>): Buffer => {
    const part = chunk.subarray(0, body.left);
    body.left -= part.length;
    if (body.keep) body.parts.push(part);
    if (body.left === 0) {
      // The line end behind the bytes is not theirs.
      if (body.keep) answer(Buffer.concat(body.parts).subarray(0, -1));
      open = undefined;
    }
    return chunk.subarray(part.length);
  };
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) rest = open === undefined ? takeHeader(rest) : takeBody(rest, open);
  };
}
