import { RepositoryError } from './errors.ts';
import type { Git } from './git.ts';
import { createObjectReader } from './object-reader.ts';

/** `subject`: the first line of the message; `author`: a name; `seconds`: when it was made, since 1970. */
export type Commit = { readonly subject: string; readonly author: string; readonly seconds: number };

/** Of a commit with its message: a longer one is not read. */
export const MAX_COMMIT_BYTES = 1024 * 1024;

/** Reads a commit by its full id. @throws RepositoryError `unknown-commit`, `too-large` */
export async function readCommit(git: Git, commit: string): Promise<Commit> {
  const read = await createObjectReader(git).read([commit], { type: 'commit', maxBytes: MAX_COMMIT_BYTES });
  const answer = read.get(commit);
  if (answer === undefined || answer === 'missing')
    throw new RepositoryError('unknown-commit', `The repository has no commit "${commit}".`);
  if (answer === 'too-large') return { subject: '(a message of more than 1 MB)', author: '', seconds: 0 };
  return parseCommit(answer.bytes);
}

/** Header lines, an empty line, the message. */
export function parseCommit(bytes: Buffer): Commit {
  const end = bytes.indexOf('\n\n');
  const header = bytes.toString('latin1', 0, end === -1 ? bytes.length : end);
  const encoding = /^encoding (.+)$/m.exec(header)?.[1] ?? 'utf-8';
  const decoder = createDecoder(encoding);
  const message = end === -1 ? '' : decoder.decode(bytes.subarray(end + 2));
  const author = /^author (.*?) *</m.exec(decoder.decode(bytes.subarray(0, Math.max(0, end))))?.[1] ?? '';
  const [paragraph = ''] = message.trimStart().split(/\n[ \t]*(?:\n|$)/, 1);
  return {
    subject: paragraph
      .split('\n')
      .flatMap((line) => line.trim() || [])
      .join(' ')
      .trim(),
    author: author.trim(),
    seconds: toDateRange(Number(/^committer .*> (-?\d+) [+-]\d{4}$/m.exec(header)?.[1] ?? 0)),
  };
}

/** git keeps any number; a date ends 8.64e12 seconds from 1970. */
const toDateRange = (seconds: number): number => Math.max(-8.64e12, Math.min(8.64e12, seconds));

function createDecoder(encoding: string) {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder();
  }
}
