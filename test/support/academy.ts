import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { CommitReports } from '../../activities/reports/commit-reports.ts';
import { openRepository, type Repository } from '../../clients/git/index.ts';
import { quotaDay } from '../../clients/youtube/quota-day.ts';
import { seedLocalYouTube } from '../../clients/youtube/seed-local.ts';
import type { EpisodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../../contract/ids.ts';
import { budgetChanged, type QuotaStatus } from '../../contract/quota.ts';
import type { RewriteStatus } from '../../contract/rewrite.ts';
import type { SyncStatus } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { startLocalYouTube } from '../../emulator/server.ts';
import { academyFiles } from './academy-files.ts';
import type { Build } from './build.ts';
import type { KillPlan } from './kill-at.ts';
import { createStatusQuery } from './query-status.ts';
import { cachePictures } from './remember-pictures.ts';
import { createRepository, type RepositoryFiles } from './repository.ts';
import { runWorker } from './run-worker.ts';
import { shareThumbnails } from './share-thumbnails.ts';
import { type SpawnedWorker, spawnProduct, spawnTestWorker, type TestWorker } from './spawn-worker.ts';
import { startTemporalServer, type TestServer } from './temporal-server.ts';
import { until } from './until.ts';
import { controlYouTube } from './youtube.ts';

export { until } from './until.ts';

import './runtime.ts';

/** For a commit on a busy machine. */
const PATIENCE_MS = 150_000;
const MINUTE_MS = 60_000;
const HALF_AN_HOUR_MS = 30 * MINUTE_MS;

type AcademyOptions = {
  readonly files?: RepositoryFiles;
  /** Finished episodes are on YouTube before anything runs. Default: yes. */
  readonly seeded?: boolean;
  readonly visibilityDelayMs?: number;
  /** What is followed is a bare clone, which commits reach by `git push origin`. */
  readonly isRemote?: boolean;
  /** 0: every workflow task replays from the start. Absent: the variable WORKFLOW_CACHE, else the worker's default. */
  readonly maxCachedWorkflows?: number;
  readonly lookupDelaysMs?: readonly number[];
  /** Where what is overwritten is kept, FOLDER being the academy's own. Absent: a state folder of the worker. */
  readonly keptRemote?: string;
  /** Timeout of a call to YouTube. Absent: the product's. */
  readonly youtubeTimeoutMs?: number;
  /** Events in a history after which the server suggests to continue as new. Absent: the server's default, thousands. */
  readonly suggestContinueAsNewAfter?: number;
  /** For tests that count units of one day: no quota reset in the next half an hour, as the clock is ahead of real time if there is one. */
  readonly countsUnits?: boolean;
  /** Between two checks that `sync` and `quota` are running. Absent: the product's. */
  readonly keepRunningEveryMs?: number;
  /** Where commits get a status: see support/github.ts. Only of the worker that `startWorker` starts. */
  readonly commitReports?: CommitReports;
  /** Absent: vitest's build. */
  readonly build?: Build;
  /** Absent: the development server, in memory. */
  readonly startServer?: (cleanups: Cleanup[]) => Promise<TestServer>;
};

/** A worker that is not of this academy's build, or takes part in worker versioning. */
type OtherWorker = { readonly build?: Build; readonly version?: string };

export type TestAcademy = Awaited<ReturnType<typeof openAcademy>>;
type Cleanup = () => Promise<unknown>;

/**
 * A whole academy on real parts: a git repository, its own Temporal server, the local YouTube over HTTP, and a worker in this process or in
 * one that can be killed. No worker runs before `startWorker`, `spawnWorker` or `spawnTestWorker`.
 */
export async function openAcademy(options: AcademyOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-test-'));
  const cleanups: Cleanup[] = [() => rm(folder, { recursive: true, force: true })];
  const content = await createRepository(join(folder, 'content'), { ...academyFiles(), ...options.files });
  const clock = createClock();
  if (options.countsUnits === true) clock.advance(passReset(clock.now()));
  const server = await startLocalYouTube({
    clock: clock.now,
    perDay: 1_000_000,
    ...defined({ visibilityDelayMs: options.visibilityDelayMs }),
  });
  cleanups.push(() => server.close());
  const youtube = controlYouTube(server.url);
  const location = options.isRemote === true ? await cloneBare(content, folder) : content.folder;
  const repository = await openRepository({ location, folder: join(folder, 'state') });
  const build = options.build ?? inject('build');
  await seed(repository, { url: server.url, seeded: options.seeded ?? true, build });
  const startServer = (): Promise<TestServer> =>
    options.startServer?.(cleanups) ?? startTemporalServer(cleanups, options.suggestContinueAsNewAfter);
  let temporal = await startServer();
  let running: Cleanup | undefined;
  const stopWorker = async (): Promise<void> => {
    await running?.();
    running = undefined;
  };
  const workerOptions = {
    url: server.url,
    build,
    lookupDelaysMs: options.lookupDelaysMs ?? [200, 400, 600],
    kept: {
      folder: join(folder, 'state', 'kept.git'),
      ...defined({ remote: options.keptRemote?.replace('FOLDER', folder) }),
    },
    ...defined({
      youtubeTimeoutMs: options.youtubeTimeoutMs,
      keepRunningEveryMs: options.keepRunningEveryMs,
    }),
    maxCachedWorkflows: options.maxCachedWorkflows ?? readCacheSize(),
  };
  const query = createStatusQuery({
    client: () => temporal.client,
    isCostly: workerOptions.maxCachedWorkflows === 0,
  });
  const refresh = (): Promise<void> => temporal.client.workflow.getHandle(QUOTA_ID).signal(budgetChanged);

  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await refresh();
    await until(
      () => query<QuotaStatus>(QUOTA_ID),
      ({ resetsAt }) => Date.parse(resetsAt) > clock.now(),
    );
  };

  return {
    content,
    youtube,
    clock,
    client: () => temporal.client,
    /** What can happen to the server: of production only. */
    serverFaults: () => temporal.faults,
    stopWorker,
    startWorker: async (takesOverByCommit = false): Promise<void> => {
      const log = pino({ level: 'silent' });
      const thumbnails = shareThumbnails(build);
      running = await runWorker({
        ...workerOptions,
        temporal,
        repository,
        thumbnails,
        takesOverByCommit,
        commitReports: options.commitReports,
        clock: clock.now,
        log,
      });
    },
    /** The product in a process of its own: `kill` is kill -9. */
    spawnWorker: async (env: Readonly<Record<string, string>> = {}): Promise<SpawnedWorker> => {
      const places = { location, address: temporal.address, url: server.url, env };
      const worker = await spawnProduct({ ...places, folder: join(folder, 'spawned') });
      cleanups.push(() => worker.kill());
      return worker;
    },
    /** Only the worker in a process, quicker to start; `kill` plans the write at which it is killed. */
    spawnTestWorker: async (kill?: KillPlan, other: OtherWorker = {}): Promise<TestWorker> => {
      const { address, namespace } = temporal;
      const places = { location, folder: join(folder, 'spawned'), address, namespace };
      const worker = await spawnTestWorker({
        ...workerOptions,
        ...places,
        clockOffset: clock.offset(),
        kill,
        ...other,
      });
      cleanups.push(() => worker.kill());
      return worker;
    },
    /** For files of the test; removed at the end. */
    folder,
    /** Temporal's database and all our state are gone; YouTube and git stay. */
    loseAllState: async (): Promise<void> => {
      await stopWorker();
      await temporal.stop();
      temporal = await startServer();
    },
    sync: () => query<SyncStatus>(SYNC_ID),
    quota: () => query<QuotaStatus>(QUOTA_ID),
    episode: (id: string) => query<EpisodeStatus>(episodeWorkflowId(id)),
    rewrite: (workflowId: string) => query<RewriteStatus>(workflowId),
    /** Makes the quota manager check the clock and the budget. */
    refreshQuota: refresh,
    /**
     * Advances the worker's and YouTube's clock by milliseconds. Timers run in real time: this makes the quota manager check the clock, and waits
     * until it has opened the new day.
     */
    advance,
    /** Waits until the branch's head is synced: every episode concerned has answered. */
    waitUntilSynced: async (): Promise<SyncStatus> => {
      const head = await content.git('rev-parse', 'HEAD');
      return until(
        async () => query<SyncStatus>(SYNC_ID),
        (status) => status.syncedCommit === head,
        PATIENCE_MS,
      );
    },
    close: async (): Promise<void> => {
      await stopWorker();
      for (const end of cleanups.reverse()) await end().catch(() => undefined);
    },
  };
}

/** @returns its URL */
async function cloneBare({ git }: Pick<TestAcademy['content'], 'git'>, folder: string): Promise<string> {
  const remote = join(folder, 'remote.git');
  await git('clone', '--quiet', '--bare', '.', remote);
  await git('remote', 'add', 'origin', remote);
  return pathToFileURL(remote).href;
}

/** `WORKFLOW_CACHE=0 npx vitest run --project parts`: every test replays each workflow task from the start. */
function readCacheSize(): number | undefined {
  const text = process.env['WORKFLOW_CACHE'];
  return text === undefined || text === '' ? undefined : Number(text);
}

/** How far to move a clock so that it is not within half an hour before a quota reset, in milliseconds. */
function passReset(now: number): number {
  const left = Date.parse(quotaDay(now).resetsAt) - now;
  return left < HALF_AN_HOUR_MS ? left + MINUTE_MS : 0;
}

function createClock() {
  let offset = 0;
  return {
    now: (): number => Date.now() + offset,
    /** Milliseconds. */
    offset: (): number => offset,
    advance: (ms: number): void => {
      offset += ms;
    },
  };
}

type SeedInput = { readonly url: string; readonly seeded: boolean; readonly build: Build };

async function seed(repository: Repository, { url, seeded, build }: SeedInput): Promise<void> {
  const { catalog } = await repository.readCatalog(await repository.readHead());
  if (catalog === undefined) return;
  const thumbnails = cachePictures(shareThumbnails(build), build.pictures);
  const known = seeded ? catalog : { ...catalog, episodes: {} };
  await seedLocalYouTube({
    url,
    catalog: known,
    drawPicture: (picture) => thumbnails.draw(picture, repository.readBlob),
    now: Date.now(),
  });
}
