import { converse } from './converse.ts';
import { type Child, isGone, release, retain, startChild, stopChild } from './process.ts';
import type { ChildAnswer, Job, ReadFile } from './protocol.ts';

/** One drawing process: started with its first job, kept warm, started anew after it died or grew old. One job at a time. */
export type Artist = {
  run(job: Job, readFile: ReadFile): Promise<ChildAnswer>;
  /** The process id while there is a process. */
  pid(): number | undefined;
  close(): Promise<void>;
};

export type ArtistOptions = {
  /** How long it may be silent. */
  readonly timeoutMs: number;
  /** How much RAM it may hold; 1,000 MB. */
  readonly maxBytes?: number;
  /** After so many jobs a new process takes over, whatever the old one has gathered; 1,000. */
  readonly jobs?: number;
  /** Another program to run as the drawing process. */
  readonly entry?: URL;
};

export function createArtist({
  timeoutMs,
  maxBytes = 1_000_000_000,
  jobs = 1_000,
  entry,
}: ArtistOptions): Artist {
  let child: Child | undefined;
  let left = jobs;
  const wake = async () => {
    if (child && left <= 0) await stopChild(child);
    if (child && !isGone(child)) return child;
    left = jobs;
    child = startChild(entry);
    return child;
  };
  return {
    run: async (job, readFile) => {
      const awake = await wake();
      left -= 1;
      retain(awake);
      return converse({ child: awake, job, readFile, timeoutMs, maxBytes }).finally(() => release(awake));
    },
    pid: () => (child && !isGone(child) ? child.process.pid : undefined),
    close: async () => {
      if (child) await stopChild(child);
    },
  };
}
