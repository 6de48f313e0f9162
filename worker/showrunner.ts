import { existsSync } from 'node:fs';
import type { Worker } from '@temporalio/worker';
import { createChannelIndex } from '../activities/channel-index.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { openRepository, type Repository } from '../clients/git/index.ts';
import { createYouTube, type YouTubeClient } from '../clients/youtube/client.ts';
import { seedLocalYouTube } from '../clients/youtube/seed-local.ts';
import { announceRunning } from '../config/running.ts';
import { type Environment, type Settings, stateFolders, type YouTubeTarget } from '../config/settings.ts';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.ts';
import { defined } from '../domain/shared/defined.ts';
import { createThumbnails, type Thumbnails } from '../drawing/index.ts';
import { startTemporal } from '../tools/temporal/start.ts';
import { connect, type Temporal } from './connect.ts';
import { type RunningYouTube, startLocalYouTube } from './local-youtube.ts';
import { openLog, type StructuredLog, toTemporalLogger } from './log.ts';

import { scheduleDrift } from './schedule-drift.ts';
import { lookNow, startForever } from './starter.ts';
import { bundleWorkflows, createWorker } from './worker.ts';

/** What is done while it starts and what was written to YouTube, one line each, for people. */
export type PrintLine = (line: string) => void;

/** Everything that runs, and how it ends. */
export type Showrunner = {
  readonly repository: Repository;
  readonly temporal: Temporal;
  readonly temporalAddress: string;
  readonly uiUrl?: string;
  /** Absent: Google. */
  readonly youtubeUrl?: string;
  readonly seeded: number;
  /** Rejects when the worker dies. */
  readonly running: Promise<void>;
  /** Lets what runs finish, then ends everything that was started here. */
  stop(): Promise<void>;
};

type Ending = () => Promise<unknown>;

/** Starts what is missing (development server, local YouTube), wires the parts, and lets the worker run. */
export async function startShowrunner(
  settings: Settings,
  env: Environment,
  tell: PrintLine,
): Promise<Showrunner> {
  const endings: Ending[] = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse())
      await end().catch((error: unknown) => tell(`while ending: ${String(error)}`));
  };
  try {
    return await start(settings, env, { tell, endings, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

type Run = { readonly tell: PrintLine; readonly endings: Ending[]; readonly stop: () => Promise<void> };

async function start(
  settings: Settings,
  env: Environment,
  { tell, endings, stop }: Run,
): Promise<Showrunner> {
  const log = openLog(settings);
  const folders = stateFolders(settings.state);
  const repository = await openRepository({
    location: settings.repository,
    folder: folders.repository,
    ...defined({ branch: settings.branch }),
  });
  tell(`follows ${repository.location}, branch ${repository.branch}`);
  const thumbnails = createThumbnails();
  endings.push(() => thumbnails.close());
  const [temporal, local, bundle] = await Promise.all([
    openTemporal(settings, env, { tell, endings }),
    openLocalYouTube(settings.youtube, folders.youtube, { tell, endings }),
    bundleWorkflows(toTemporalLogger(log)),
    thumbnails.warm(),
  ]);
  const seeded = local?.isOurs === true ? await seed(repository, local.url, thumbnails) : 0;
  if (seeded > 0) tell(`put ${seeded} finished videos on the local YouTube`);
  const parts = createParts({
    settings,
    repository,
    thumbnails,
    youtube: createClient(settings.youtube, local?.url),
    temporal,
  });
  const worker = await createWorker({ temporal, bundle, parts, log, tell });
  const running = run(worker, endings);
  await startForever(temporal.client, settings.taskQueue, { freshYouTube: local?.isNew === true });
  await scheduleDrift(temporal.client, settings.taskQueue, settings.driftMs);
  const watch = repository.watch(() => wakeSync(temporal, settings, log), { pollMs: settings.pollMs });
  endings.push(() => watch.close());
  const places = {
    temporalAddress: temporal.address,
    ...pick({ uiUrl: temporal.uiUrl, youtubeUrl: local?.url }),
  };
  endings.push(await announceRunning(settings.state, places));
  return { repository, temporal, seeded, running, stop, ...places };
}

type Opening = Pick<Run, 'tell' | 'endings'>;

async function openTemporal({ state, temporal }: Settings, env: Environment, { tell, endings }: Opening) {
  const server = await startTemporal({
    env,
    folder: stateFolders(state).temporal,
    port: temporal.port,
    uiPort: temporal.uiPort,
    searchAttributes: SEARCH_ATTRIBUTES,
    log: tell,
  });
  endings.push(() => server.stop());
  const connected = await connect(env, server.address);
  endings.push(() => connected.close());
  return { ...connected, address: server.address, uiUrl: server.uiUrl };
}

/** `isNew`: there was none before, so none of its units can be spent. */
type Local = { readonly url: string; readonly isOurs: boolean; readonly isNew: boolean };

async function openLocalYouTube(
  target: YouTubeTarget,
  folder: string,
  { endings }: Opening,
): Promise<Local | undefined> {
  if (target.kind === 'google') return undefined;
  if (target.kind === 'url') return { url: target.url, isOurs: false, isNew: false };
  const isNew = !existsSync(folder);
  const youtube: RunningYouTube = await startLocalYouTube({ port: target.port, folder });
  endings.push(() => youtube.stop());
  return { url: youtube.url, isOurs: true, isNew };
}

/** A repository without a usable head is told by `sync`, not here. */
async function seed(repository: Repository, url: string, thumbnails: Thumbnails): Promise<number> {
  const { catalog } = await repository.readCatalog(await repository.readHead());
  if (catalog === undefined) return 0;
  const { created } = await seedLocalYouTube({
    url,
    catalog,
    drawPicture: (picture) => thumbnails.draw(picture, repository.readBlob),
    now: Date.now(),
  });
  return created;
}

/** On a local run the credentials are made up: nothing that Google would take is even read. */
function createClient(target: YouTubeTarget, rootUrl: string | undefined): YouTubeClient {
  if (target.kind === 'google') return createYouTube(target);
  if (rootUrl === undefined) throw new Error('a local run needs the URL of the local YouTube');
  return createYouTube({ rootUrl, clientId: 'local', clientSecret: 'local', refreshToken: 'local' });
}

type PartsInput = {
  settings: Settings;
  repository: Repository;
  thumbnails: Thumbnails;
  youtube: YouTubeClient;
  temporal: Temporal;
};

function createParts({ settings, repository, thumbnails, youtube, temporal }: PartsInput): Dependencies {
  return {
    repository,
    youtube,
    thumbnails,
    index: createChannelIndex(youtube),
    client: temporal.client,
    taskQueue: settings.taskQueue,
    clock: Date.now,
    lookupDelaysMs: settings.lookupDelaysMs,
    costs: settings.costs,
  };
}

function run(worker: Worker, endings: Ending[]): Promise<void> {
  const running = worker.run();
  endings.push(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });
  running.catch(() => undefined);
  return running;
}

function wakeSync({ client }: Temporal, { taskQueue }: Settings, log: StructuredLog): void {
  lookNow(client, taskQueue, 'the branch may have moved').catch((error: unknown) =>
    log.warn({ error: String(error) }, 'could not tell sync'),
  );
}

const pick = <T extends Record<string, string | undefined>>(values: T): { [Key in keyof T]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: string;
  };
