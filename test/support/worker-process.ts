import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { openRepository } from '../../clients/git/index.ts';
import type { KeptRefsOptions } from '../../clients/git/kept-refs.ts';
import { connect } from '../../worker/connect.ts';
import type { Build } from './build.ts';
import { type KillPlan, killAtWrite } from './kill-at.ts';
import { cachePictures } from './remember-pictures.ts';
import { runWorker } from './run-worker.ts';
import { shareThumbnails } from './share-thumbnails.ts';
import './runtime.ts';

/** The process's only argument, as JSON. */
export type WorkerProcessInput = {
  readonly location: string;
  /** For its own mirror of the repository. */
  readonly folder: string;
  /** Of the Temporal server. */
  readonly address: string;
  readonly namespace: string;
  /** Of the local YouTube. */
  readonly url: string;
  readonly kept: KeptRefsOptions;
  readonly build: Build;
  readonly lookupDelaysMs: readonly number[];
  readonly youtubeTimeoutMs?: number;
  readonly maxCachedWorkflows?: number | undefined;
  /** Milliseconds that its clock is clockOffset; a message with a number changes it, and is sent back. */
  readonly clockOffset: number;
  readonly kill?: KillPlan | undefined;
  /** Of a worker that takes part in worker versioning. Absent: it has no version. */
  readonly version?: string | undefined;
};

/** `peakMb`: since its start; `stalledMs`: the longest time that it did nothing else, since the last reading. */
export type WorkerUsage = { readonly peakMb: number; readonly stalledMs: number };

const input = JSON.parse(process.argv[2] ?? '') as WorkerProcessInput;
let { clockOffset } = input;
const delay = monitorEventLoopDelay();
delay.enable();
process.on('message', (message: number | 'usage') => {
  if (message === 'usage') return process.send?.(readUsage());
  clockOffset = message;
  return process.send?.(message);
});
// The parent process has ended.
process.on('disconnect', () => process.exit(0));
const killer = input.kill === undefined ? undefined : killAtWrite(input.kill);
await runWorker({
  ...input,
  temporal: await connect({ TEMPORAL_NAMESPACE: input.namespace }, input.address),
  repository: await openRepository({ location: input.location, folder: input.folder }),
  // Tests of killed workers are not about drawing: each picture is drawn by the first process that needs it.
  thumbnails: cachePictures(shareThumbnails(input.build), input.build.pictures),
  clock: () => Date.now() + clockOffset,
  // An activity logs its result just before sending it: see worker/activity-log.ts.
  log: pino({ level: 'info' }, { write: () => killer?.onActivityEnd() }),
});
process.send?.('ready');

function readUsage(): WorkerUsage {
  const usage = { peakMb: process.resourceUsage().maxRSS / 1000, stalledMs: delay.max / 1e6 };
  delay.reset();
  return { peakMb: Math.round(usage.peakMb), stalledMs: Math.round(usage.stalledMs) };
}
