import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { ThumbnailError } from '../errors.ts';
import { type Child, isGone, stopChild } from './child-process.ts';
import { watchMemory } from './memory.ts';
import type { ChildAnswer, FromChild, Job, ReadFile, ToChild } from './protocol.ts';

export type JobRun = {
  readonly child: Child;
  readonly job: Job;
  readonly readFile: ReadFile;
  /** How long the process may not answer. Time to read a file for it does not count. */
  readonly timeoutMs: number;
  /** How much RAM it may use. */
  readonly maxBytes: number;
};

type Limits = Pick<JobRun, 'timeoutMs' | 'maxBytes'>;

/** More than any picture has; stops a process that requests files for ever. */
const maxFiles = 100;

/**
 * Runs one job in a process until it answers, dies, hangs or uses too much memory.
 *
 * @throws ThumbnailError, or an error of `readFile` unchanged
 */
export async function runJob({ child, job, readFile, ...limits }: JobRun): Promise<ChildAnswer> {
  let message: ToChild = job;
  for (let files = 0; files <= maxFiles; files++) {
    const answer = await exchange(child, message, limits);
    if (answer.kind === 'failed') throw new ThumbnailError(answer.fault, answer.message);
    if (answer.kind !== 'need') return answer;
    message = await readFile(answer.file)
      .then((bytes) => ({ kind: 'file' as const, bytes }))
      .catch((error: unknown) => reportNoFile(error, child, limits));
  }
  throw await stop(child, 'hung', `requested more than ${maxFiles} files`);
}

/** Tells the process that there is no file, so that it is free for the next job, then rethrows the reader's error. */
async function reportNoFile(error: unknown, child: Child, limits: Limits): Promise<never> {
  await exchange(child, { kind: 'noFile' }, limits);
  throw error;
}

async function exchange(child: Child, message: ToChild, limits: Limits): Promise<FromChild> {
  if (isGone(child)) throw describeDeath(child);
  const controller = new AbortController();
  const options = { signal: controller.signal };
  const { timeoutMs, maxBytes } = limits;
  const next = Promise.race([
    once(child.process, 'message', options).then(([message]) => message as FromChild),
    once(child.process, 'close', options).then(() => 'gone' as const),
    setTimeout(timeoutMs, 'silent' as const, options),
    watchMemory(child.process.pid, maxBytes, controller.signal).then(() => 'heavy' as const),
  ]).catch(() => 'gone' as const);
  child.process.send(message, () => {}); // A closed channel is noticed by 'close'.
  const answer = await next;
  controller.abort();
  if (answer === 'gone') throw describeDeath(child);
  if (answer === 'silent') throw await stop(child, 'hung', `did not answer for ${timeoutMs} ms`);
  if (answer === 'heavy')
    throw await stop(child, 'memory', `used more than ${Math.round(maxBytes / 1e6)} MB`);
  return answer;
}

async function stop(child: Child, fault: 'hung' | 'memory', what: string): Promise<ThumbnailError> {
  await stopChild(child);
  return new ThumbnailError(fault, `the drawing process ${what} and was stopped`);
}

function describeDeath(child: Child): ThumbnailError {
  const { signalCode, exitCode } = child.process;
  const how = signalCode ?? (exitCode === null ? 'it could not be started' : `exit code ${exitCode}`);
  const reason = (child.readStderr().split('stack backtrace:')[0] ?? '').trimEnd();
  return new ThumbnailError('died', `the drawing process died (${how})${reason && `: ${reason}`}`);
}
