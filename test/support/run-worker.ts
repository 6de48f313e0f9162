import { createChannelIndex } from '../../activities/channel-index.ts';
import { createVideoRecorder } from '../../activities/episode/video-recorder.ts';
import type { CommitReports } from '../../activities/reports/commit-reports.ts';
import type { Repository } from '../../clients/git/index.ts';
import { createKeptStore } from '../../clients/git/kept.ts';
import type { KeptRefsOptions } from '../../clients/git/kept-refs.ts';
import { createStatisticsStore } from '../../clients/git/statistics-store.ts';
import { createNotifier } from '../../clients/notify/index.ts';
import { createYouTube } from '../../clients/youtube/client.ts';
import { TASK_QUEUE } from '../../contract/ids.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Thumbnails } from '../../drawing/index.ts';
import type { Temporal } from '../../worker/connect.ts';
import { keepRunning } from '../../worker/keep-running.ts';
import type { StructuredLog } from '../../worker/log.ts';
import { requestBranchCheck, startPermanentWorkflows } from '../../worker/start-workflows.ts';
import { becomeCurrent } from '../../worker/versions/become-current.ts';
import { chooseVersions } from '../../worker/versions/choose.ts';
import { createWorker } from '../../worker/worker.ts';
import { readCode } from '../../worker/workflow-bundle.ts';
import type { Build } from './build.ts';

/** Heartbeats are sent more often: workflows time out sooner, see short-heartbeat.ts. */
const HEARTBEAT_MS = 1000;

type WorkerInput = {
  readonly temporal: Temporal;
  readonly repository: Repository;
  /** The local YouTube. */
  readonly url: string;
  readonly kept: KeptRefsOptions;
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
  /** Of a worker that takes part in worker versioning. Absent: it has no version, which takes the server less work. */
  readonly version?: string | undefined;
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
    statistics: createStatisticsStore(input.kept),
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
  const bundle = { codePath: build.workflows };
  const versions = await chooseVersions({
    settings: { taskQueue: TASK_QUEUE, workerVersions: input.version === undefined ? 'off' : 'forward' },
    temporal: { client, isOwn: false },
    print: () => undefined,
    version: input.version ?? '',
    code: await readCode(bundle),
  });
  const worker = await createWorker({
    temporal,
    bundle,
    dependencies,
    log,
    print: () => undefined,
    heartbeatIntervalMs: HEARTBEAT_MS,
    ...defined({ maxCachedWorkflows, build: versions.build }),
  });
  const running = worker.run();
  if (versions.build !== undefined) await becomeCurrent(versions);
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
