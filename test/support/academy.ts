import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createChannelIndex } from '../../activities/channel-index.ts';
import { openRepository, type Repository } from '../../activities/repository/index.ts';
import { createThumbnails } from '../../activities/thumbnails/index.ts';
import { createYouTube } from '../../activities/youtube/client.ts';
import { seedLocalYouTube } from '../../activities/youtube/local.ts';
import { startLocalYouTube } from '../../emulator/server.ts';
import { startTemporal } from '../../tools/temporal/start.ts';
import { connect, type Temporal } from '../../worker/connect.ts';
import { lookNow, startForever } from '../../worker/starter.ts';
import { createWorker } from '../../worker/worker.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/attributes.ts';
import {
  type EpisodeStatus,
  type QuotaStatus,
  type RewriteStatus,
  recheck,
  type SyncStatus,
} from '../../workflows/messages.ts';
import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../../workflows/names.ts';
import { academyFiles } from './files.ts';
import { createRepository, type Files } from './repository.ts';
import { controlYouTube } from './youtube.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

export type AcademyOptions = {
  readonly files?: Files;
  /** Finished episodes stand on YouTube before anything runs. Default: yes. */
  readonly seeded?: boolean;
  readonly visibilityDelayMs?: number;
  /** 0: every workflow task replays from the start. */
  readonly maxCachedWorkflows?: number;
  readonly lookAgainMs?: readonly number[];
};

export type TestAcademy = Awaited<ReturnType<typeof openAcademy>>;
type Ending = () => Promise<unknown>;

/**
 * A whole academy on real parts: a git repository, a Temporal server of its own, the local YouTube over HTTP, and a worker, in this
 * process or as one that can be killed. Nothing runs before `startWorker` or `spawnWorker`.
 */
export async function openAcademy(options: AcademyOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-test-'));
  const endings: Ending[] = [() => rm(folder, { recursive: true, force: true })];
  const content = await createRepository(join(folder, 'content'), { ...academyFiles(), ...options.files });
  const clock = createClock();
  const server = await startLocalYouTube({
    clock: clock.now,
    perDay: 1_000_000,
    ...(options.visibilityDelayMs === undefined ? {} : { visibilityDelayMs: options.visibilityDelayMs }),
  });
  endings.push(() => server.close());
  const youtube = controlYouTube(server.url);
  const repository = await openRepository({ location: content.folder, folder: join(folder, 'state') });
  await seed(repository, server.url, options.seeded ?? true);
  let temporal = await startServer(endings);
  let running: Ending | undefined;
  const stopWorker = async (): Promise<void> => {
    await running?.();
    running = undefined;
  };
  const query = <T>(workflowId: string): Promise<T> =>
    temporal.client.workflow.getHandle(workflowId).query<T>('status');

  return {
    content,
    youtube,
    clock,
    client: () => temporal.client,
    stopWorker,
    startWorker: async (): Promise<void> => {
      running = await runWorker({ temporal, repository, url: server.url, clock: clock.now, options });
    },
    /** A worker as a process of its own: `kill` is kill -9. */
    spawnWorker: async (): Promise<{ kill(): Promise<void> }> => {
      const child = spawnWorker({
        folder,
        location: content.folder,
        address: temporal.address,
        url: server.url,
      });
      endings.push(() => kill(child));
      await said(child, 'ready');
      return { kill: () => kill(child) };
    },
    /** Temporal's database and all our state are gone; YouTube and git stay. */
    loseAllState: async (): Promise<void> => {
      await stopWorker();
      await temporal.close();
      temporal = await startServer(endings);
    },
    sync: () => query<SyncStatus>(SYNC_ID),
    quota: () => query<QuotaStatus>(QUOTA_ID),
    episode: (id: string) => query<EpisodeStatus>(episodeWorkflowId(id)),
    rewrite: (workflowId: string) => query<RewriteStatus>(workflowId),
    /** The treasurer looks at the clock and the budget again. */
    recheck: () => temporal.client.workflow.getHandle(QUOTA_ID).signal(recheck),
    /** Waits until every episode has answered for the branch's head. */
    settled: async (): Promise<SyncStatus> => {
      const head = await content.git('rev-parse', 'HEAD');
      return until(
        async () => query<SyncStatus>(SYNC_ID),
        (status) => status.settled === head,
      );
    },
    close: async (): Promise<void> => {
      await stopWorker();
      for (const end of endings.reverse()) await end().catch(() => undefined);
    },
  };
}

/** Asks again until the answer is right; a question that fails is asked again too. */
export async function until<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  limitMs = 40_000,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (isRight(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(
        `it did not come to that within ${limitMs} ms; last: ${JSON.stringify(last) ?? String(last)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function createClock() {
  let offset = 0;
  return {
    now: (): number => Date.now() + offset,
    advance: (ms: number): void => {
      offset += ms;
    },
  };
}

async function seed(repository: Repository, url: string, seeded: boolean): Promise<void> {
  const { catalog } = await repository.readCatalog(await repository.readHead());
  if (catalog === undefined) return;
  const thumbnails = createThumbnails();
  const known = seeded ? catalog : { ...catalog, episodes: {} };
  await seedLocalYouTube({ url, catalog: known, thumbnails, readBlob: repository.readBlob, now: Date.now() });
  await thumbnails.close();
}

/** The server's binary is found as everywhere else, but never one that runs already. */
const withoutServer = ({ TEMPORAL_ADDRESS: _given, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;

async function startServer(endings: Ending[]): Promise<Temporal & { readonly address: string }> {
  const server = await startTemporal({
    env: withoutServer(process.env),
    searchAttributes: SEARCH_ATTRIBUTES,
    log: () => undefined,
  });
  endings.push(() => server.stop());
  const connected = await connect({}, server.address);
  return { ...connected, address: server.address };
}

type RunOptions = {
  temporal: Temporal;
  repository: Repository;
  url: string;
  clock: () => number;
  options: AcademyOptions;
};

async function runWorker({ temporal, repository, url, clock, options }: RunOptions): Promise<Ending> {
  const youtube = createYouTube({
    rootUrl: url,
    clientId: 'local',
    clientSecret: 'local',
    refreshToken: 'local',
  });
  const thumbnails = createThumbnails();
  const taskQueue = 'showrunner';
  const { client } = temporal;
  const parts = {
    repository,
    youtube,
    thumbnails,
    client,
    taskQueue,
    clock,
    index: createChannelIndex(youtube),
    lookAgainMs: options.lookAgainMs ?? [200, 400, 600],
  };
  const worker = await createWorker({
    temporal,
    bundle: { codePath: inject('bundle') },
    parts,
    log: pino({ level: 'silent' }),
    tell: () => undefined,
    ...(options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: options.maxCachedWorkflows }),
  });
  const running = worker.run();
  await startForever(client, taskQueue);
  const watch = repository.watch(() => void lookNow(client, taskQueue, 'test').catch(() => undefined), {
    pollMs: 500,
  });
  return async () => {
    await watch.close();
    worker.shutdown();
    await running;
    await thumbnails.close();
  };
}

type SpawnOptions = { folder: string; location: string; address: string; url: string };

function spawnWorker({ folder, location, address, url }: SpawnOptions): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TEMPORAL_ADDRESS: address,
    SHOWRUNNER_YOUTUBE: url,
    SHOWRUNNER_REPOSITORY: location,
    SHOWRUNNER_STATE: join(folder, 'spawned'),
    SHOWRUNNER_LOOK_AGAIN: '0.2,0.4,0.6',
  };
  return spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      if (text.includes(word)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`the worker ended: ${text}`)));
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
