import { existsSync } from 'node:fs';
import type { Worker } from '@temporalio/worker';
import { createChannelIndex } from '../activities/channel-index.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import type { CommitReports } from '../activities/reports/commit-reports.ts';
import { openRepository, type Repository } from '../clients/git/index.ts';
import { createKeptStore } from '../clients/git/kept.ts';
import { createNotifier } from '../clients/notify/index.ts';
import { createYouTube, type YouTubeClient } from '../clients/youtube/client.ts';
import { seedLocalYouTube } from '../clients/youtube/seed-local.ts';
import { protectState } from '../config/private-state.ts';
import { announceRunning } from '../config/running.ts';
import { type Environment, type Settings, stateFolders, type YouTubeTarget } from '../config/settings.ts';
import { assertStateVersion } from '../config/state-version.ts';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.ts';
import { defined } from '../domain/shared/defined.ts';
import { createThumbnails, type Thumbnails } from '../drawing/index.ts';
import { startTemporal } from '../tools/temporal/start.ts';
import { openCommitHost, pagesOf } from './commit-reports.ts';
import { connect, type Temporal } from './connect.ts';
import { keepRunning } from './keep-running.ts';
import { type RunningYouTube, startLocalYouTube } from './local-youtube.ts';
import { openLog, type StructuredLog, toTemporalLogger } from './log.ts';
import { scheduleDrift } from './schedule-drift.ts';
import { requestBranchCheck, startPermanentWorkflows } from './start-workflows.ts';
import { bundleWorkflows, createWorker } from './worker.ts';

/** Prints a line for people: a step of the start, or a write to YouTube. */
export type PrintLine = (line: string) => void;

/** Everything that is running, and how to stop it. */
export type Showrunner = {
  readonly repository: Repository;
  readonly temporal: Temporal;
  readonly temporalAddress: string;
  readonly uiUrl?: string;
  /** Of the local YouTube; absent: Google. */
  readonly youtubeUrl?: string;
  /** Rejects when the worker dies. */
  readonly running: Promise<void>;
  /** Finishes current work, then stops everything that was started here. */
  stop(): Promise<void>;
};

type Cleanup = () => Promise<unknown>;

/**
 * Starts what is missing (development server, local YouTube), wires the dependencies, and runs the worker.
 *
 * @throws Error when something cannot start, or the state folder is of another version; then nothing is left running
 */
export async function startShowrunner(
  settings: Settings,
  env: Environment,
  print: PrintLine,
): Promise<Showrunner> {
  const cleanups: Cleanup[] = [];
  const stop = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).reverse())
      await cleanup().catch((error: unknown) => print(`while shutting down: ${String(error)}`));
  };
  try {
    return await start(settings, env, { print, cleanups, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

type Context = {
  readonly print: PrintLine;
  readonly cleanups: Cleanup[];
  readonly stop: () => Promise<void>;
};

async function start(
  settings: Settings,
  env: Environment,
  { print, cleanups, stop }: Context,
): Promise<Showrunner> {
  for (const warning of await protectState(settings.state)) print(warning);
  // A server that is given keeps its workflows elsewhere.
  if (!env['TEMPORAL_ADDRESS']) await assertStateVersion(settings.state);
  const log = openLog(settings);
  const folders = stateFolders(settings.state);
  const repository = await openRepository({
    location: settings.repository,
    folder: folders.repository,
    ...defined({ branch: settings.branch }),
  });
  print(`following ${repository.location}, branch ${repository.branch}`);
  const host = await openCommitHost(settings, repository.branch);
  if (host !== undefined) print(`setting the status of commits: ${host.place}`);
  const thumbnails = createThumbnails();
  cleanups.push(() => thumbnails.close());
  const [temporal, local, bundle] = await Promise.all([
    openTemporal(settings, env, { print, cleanups }),
    openLocalYouTube(settings.youtube, folders.youtube, cleanups),
    bundleWorkflows(toTemporalLogger(log)),
    thumbnails.warm(),
  ]);
  const seeded = local?.isOurs === true ? await seed(repository, local.url, thumbnails) : 0;
  if (seeded > 0) print(`created ${seeded} finished videos on the local YouTube`);
  const dependencies = createDependencies({
    settings,
    repository,
    thumbnails,
    youtube: createClient(settings.youtube, local?.url),
    youtubeUrl: local?.url,
    temporal,
    env,
    commitReports: host && { host, pages: pagesOf(temporal, local?.url) },
  });
  const worker = await createWorker({ temporal, bundle, dependencies, log, print });
  const running = run(worker, cleanups);
  await startPermanentWorkflows(temporal.client, settings.taskQueue, { freshYouTube: local?.isNew === true });
  await scheduleDrift(temporal.client, settings.taskQueue, settings.driftMs);
  const { client } = temporal;
  cleanups.push(keepRunning({ client, taskQueue: settings.taskQueue, log, print }));
  const watch = repository.watch(() => notifySync(temporal, settings, log), { pollMs: settings.pollMs });
  cleanups.push(() => watch.close());
  const places = {
    temporalAddress: temporal.address,
    ...defined({ uiUrl: temporal.uiUrl, youtubeUrl: local?.url }),
  };
  cleanups.push(await announceRunning(settings.state, places));
  return { repository, temporal, running, stop, ...places };
}

async function openTemporal(
  { state, temporal }: Settings,
  env: Environment,
  { print, cleanups }: Pick<Context, 'print' | 'cleanups'>,
) {
  const server = await startTemporal({
    env,
    folder: stateFolders(state).temporal,
    port: temporal.port,
    uiPort: temporal.uiPort,
    searchAttributes: SEARCH_ATTRIBUTES,
    log: print,
  });
  cleanups.push(() => server.stop());
  const connected = await connect(env, server.address);
  cleanups.push(() => connected.close());
  return { ...connected, address: server.address, uiUrl: server.uiUrl };
}

/** `isNew`: created by this start, so none of its quota is spent. */
type Local = { readonly url: string; readonly isOurs: boolean; readonly isNew: boolean };

async function openLocalYouTube(
  target: YouTubeTarget,
  folder: string,
  cleanups: Cleanup[],
): Promise<Local | undefined> {
  if (target.kind === 'google') return undefined;
  if (target.kind === 'url') return { url: target.url, isOurs: false, isNew: false };
  const isNew = !existsSync(folder);
  const youtube: RunningYouTube = await startLocalYouTube({ port: target.port, folder });
  cleanups.push(() => youtube.stop());
  return { url: youtube.url, isOurs: true, isNew };
}

/** Creates the finished videos of the academy; `sync` reports a repository without a valid academy.yaml. */
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

/** A local run uses made-up credentials and does not read real ones. */
function createClient(target: YouTubeTarget, rootUrl: string | undefined): YouTubeClient {
  if (target.kind === 'google') return createYouTube(target);
  if (rootUrl === undefined) throw new Error('a local run needs the URL of the local YouTube');
  return createYouTube({ rootUrl, clientId: 'local', clientSecret: 'local', refreshToken: 'local' });
}

type DependenciesInput = {
  settings: Settings;
  repository: Repository;
  thumbnails: Thumbnails;
  youtube: YouTubeClient;
  /** Of the local YouTube; absent: Google. */
  youtubeUrl: string | undefined;
  temporal: Temporal & { readonly uiUrl: string | undefined };
  env: Environment;
  commitReports: CommitReports | undefined;
};

function createDependencies({
  settings,
  repository,
  thumbnails,
  youtube,
  youtubeUrl,
  temporal,
  env,
  commitReports,
}: DependenciesInput): Dependencies {
  return {
    repository,
    youtube,
    kept: createKeptStore({
      folder: stateFolders(settings.state).kept,
      ...defined({ remote: settings.keptRemote }),
    }),
    thumbnails,
    index: createChannelIndex(youtube),
    notifier: createNotifier({ env }),
    pages: {
      videos: youtubeUrl === undefined ? 'https://youtu.be' : `${youtubeUrl}/videos`,
      ...defined({ workflows: findWorkflowsUrl(temporal.uiUrl, temporal.namespace) }),
    },
    client: temporal.client,
    taskQueue: settings.taskQueue,
    clock: Date.now,
    lookupDelaysMs: settings.lookupDelaysMs,
    costs: settings.costs,
    takesOverByCommit: settings.takeOver === 'commit',
    ...defined({ commitReports }),
  };
}

/** The list of the namespace's workflows in the Temporal UI. */
const findWorkflowsUrl = (uiUrl: string | undefined, namespace: string): string | undefined =>
  uiUrl === undefined
    ? undefined
    : `${uiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;

function run(worker: Worker, cleanups: Cleanup[]): Promise<void> {
  const running = worker.run();
  cleanups.push(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });
  running.catch(() => undefined);
  return running;
}

function notifySync({ client }: Temporal, { taskQueue }: Settings, log: StructuredLog): void {
  requestBranchCheck(client, taskQueue, 'the branch may have moved').catch((error: unknown) =>
    log.warn({ error: String(error) }, 'could not signal sync'),
  );
}
