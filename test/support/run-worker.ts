import { createChannelIndex } from '../../activities/channel-index.ts';
import { createVideoRecorder } from '../../activities/episode/video-recorder.ts';
import type { CommitReports } from '../../activities/reports/commit-reports.ts';
import type { Repository } from '../../clients/git/index.ts';
import { createKeptStore, type KeptStoreOptions } from '../../clients/git/kept.ts';
import { createNotifier } from '../../clients/notify/index.ts';
import { createYouTube } from '../../clients/youtube/client.ts';
import { TASK_QUEUE } from '../../contract/ids.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Thumbnails } from '../../drawing/index.ts';
import type { Temporal } from '../../worker/connect.ts';
import { keepRunning } from '../../worker/keep-running.ts';
import type { StructuredLog } from '../../worker/log.ts';
import { requestBranchCheck, startPermanentWorkflows } from '../../worker/start-workflows.ts';
import { createWorker } from '../../worker/worker.ts';
import type { Build } from './build.ts';

/** Heartbeats are sent more often: workflows time out sooner, see short-heartbeat.ts. */
const HEARTBEAT_MS = 1000;

type WorkerInput = {
  readonly temporal: Temporal;
  readonly repository: Repository;
  /** The local YouTube. */
  readonly url: string;
  readonly kept: KeptStoreOptions;
  readonly clock: () => number;
  readonly build: Build;
  readonly thumbnails: Thumbnails;
  readonly log: StructuredLog;
  readonly lookupDelaysMs: readonly number[];
  readonly youtubeTimeoutMs?: number;
  /** Where commits get a status. */
  readonly commitReports?: CommitReports | undefined;
  /** As SHOWRUNNER_TAKE_OVER=commit. */
  readonly takesOverByCommit?: boolean;
  /** Between two checks that `sync` and `quota` are running. Absent: the product's. */
  readonly keepRunningEveryMs?: number | undefined;
  /** Absent: the worker's own default. */
  readonly maxCachedWorkflows?: number | undefined;
};

/** Wires the product's worker to the parts of a test, as worker/showrunner.ts does, and runs it. @returns a function that stops it */
export async function runWorker(input: WorkerInput): Promise<() => Promise<void>> {
  const { temporal, repository, url, clock, build, log, lookupDelaysMs, maxCachedWorkflows } = input;
  const { client } = temporal;
  const youtube = createYouTube({
    rootUrl: url,
    clientId: 'local',
    clientSecret: 'local',
    refreshToken: 'local',
    ...defined({ timeoutMs: input.youtubeTimeoutMs }),
  });
  const index = createChannelIndex(youtube);
  const dependencies = {
    repository,
    youtube,
    kept: createKeptStore(input.kept),
    thumbnails: input.thumbnails,
    client,
    taskQueue: TASK_QUEUE,
    clock,
    index,
    notifier: createNotifier({ env: process.env }),
    pages: { workflows: 'http://ui.test/namespaces/default/workflows', videos: `${url}/videos` },
    lookupDelaysMs,
    ...defined({
      takesOverByCommit: input.takesOverByCommit,
      commitReports: input.commitReports,
      recorder: createVideoRecorder(input.repository, { batchMs: 500 }),
    }),
  };
  const worker = await createWorker({
    temporal,
    bundle: { codePath: build.workflows },
    dependencies,
    log,
    print: () => undefined,
    heartbeatIntervalMs: HEARTBEAT_MS,
    ...defined({ maxCachedWorkflows }),
  });
  const running = worker.run();
  await startPermanentWorkflows(client, TASK_QUEUE);
  const look = () => void requestBranchCheck(client, TASK_QUEUE, 'test').catch(() => undefined);
  const watch = repository.watch(look, { pollMs: 500 });
  const everyMs = input.keepRunningEveryMs;
  const stopChecks = keepRunning({
    ...{ client, taskQueue: TASK_QUEUE, log, print: () => undefined },
    ...defined({ everyMs }),
  });
  return async () => {
    await stopChecks();
    await watch.close();
    worker.shutdown();
    await running;
  };
}
