import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { ThumbnailError } from '../errors.ts';
import { watchMemory } from './memory.ts';
import { type Child, isGone, stopChild } from './process.ts';
import type { ChildAnswer, FromChild, Job, ReadFile, ToChild } from './protocol.ts';

export type Conversation = {
  readonly child: Child;
  readonly job: Job;
  readonly readFile: ReadFile;
  /** How long the process may be silent. Time that we spend reading a file for it does not count. */
  readonly timeoutMs: number;
  /** How much memory it may hold, in bytes of RAM. */
  readonly maxBytes: number;
};

type Limits = Pick<Conversation, 'timeoutMs' | 'maxBytes'>;

/** No picture has so many; a process that goes on asking would never come to an end. */
const mostFiles = 100;

/**
 * One job for one process, until its answer, its death or its silence.
 *
 * @throws ThumbnailError, or unchanged what `readFile` threw
 */
export async function converse({ child, job, readFile, ...limits }: Conversation): Promise<ChildAnswer> {
  let message: ToChild = job;
  for (let asked = 0; asked <= mostFiles; asked++) {
    const heard = await exchange(child, message, limits);
    if (heard.kind === 'failed') throw new ThumbnailError(heard.fault, heard.message);
    if (heard.kind !== 'need') return heard;
    message = await readFile(heard.file)
      .then((bytes) => ({ kind: 'file' as const, bytes }))
      .catch((error: unknown) => refuse(error, child, limits));
  }
  throw await end(child, 'hung', `asked for more than ${mostFiles} files`);
}

/** The process must hear that there is no file, and be free for the next job, before the reader's own error goes on. */
async function refuse(error: unknown, child: Child, limits: Limits): Promise<never> {
  await exchange(child, { kind: 'noFile' }, limits);
  throw error;
}

async function exchange(child: Child, message: ToChild, limits: Limits): Promise<FromChild> {
  if (isGone(child)) throw describeDeath(child);
  const over = new AbortController();
  const until = { signal: over.signal };
  const { timeoutMs, maxBytes } = limits;
  const next = Promise.race([
    once(child.process, 'message', until).then(([heard]) => heard as FromChild),
    once(child.process, 'close', until).then(() => 'gone' as const),
    setTimeout(timeoutMs, 'silent' as const, until),
    watchMemory(child.process.pid, maxBytes, over.signal).then(() => 'heavy' as const),
  ]).catch(() => 'gone' as const);
  child.process.send(message, () => {}); // A closed channel shows as the process's end.
  const heard = await next;
  over.abort();
  if (heard === 'gone') throw describeDeath(child);
  if (heard === 'silent') throw await end(child, 'hung', `said nothing for ${timeoutMs} ms`);
  if (heard === 'heavy') throw await end(child, 'memory', `took more than ${Math.round(maxBytes / 1e6)} MB`);
  return heard;
}

async function end(child: Child, fault: 'hung' | 'memory', what: string): Promise<ThumbnailError> {
  await stopChild(child);
  return new ThumbnailError(fault, `the drawing process ${what} and was ended`);
}

function describeDeath(child: Child): ThumbnailError {
  const { signalCode, exitCode } = child.process;
  const how = signalCode ?? (exitCode === null ? 'it could not be started' : `exit code ${exitCode}`);
  const [words = ''] = child.lastWords().split(/\s*stack backtrace:/);
  return new ThumbnailError('died', `the drawing process died (${how})${words && `: ${words}`}`);
}
