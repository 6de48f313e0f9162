import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from '@temporalio/worker';
import { openRepository, type Repository } from '../clients/git/index.ts';
import { findGitLogin } from '../clients/github/git-login.ts';
import { createYouTube, type YouTubeClient } from '../clients/youtube/client.ts';
import { assertNoTls, readConnectionConfig } from '../config/connection.ts';
import { type FoundCredentials, requireCredentials } from '../config/credentials.ts';
import { readOwnVersion } from '../config/own-manifest.ts';
import { hideFromGit, protectState } from '../config/private-state.ts';
import { announceRunning } from '../config/running.ts';
import { type Environment, type Settings, stateFolders, type YouTubeTarget } from '../config/settings.ts';
import { assertStateVersion } from '../config/state-version.ts';
import { SEARCH_ATTRIBUTES } from '../contract/search-attributes.ts';
import { defined } from '../domain/shared/defined.ts';
import { createThumbnails } from '../drawing/index.ts';
import type { Address } from '../tools/temporal/hidden-address.ts';
import { startTemporal } from '../tools/temporal/start.ts';
import { describeAccount } from './account-check.ts';
import { type Cleanups, createCleanups } from './cleanups.ts';
import { openCommitHost, pagesOf } from './commit-reports.ts';
import { connect, type Temporal } from './connect.ts';
import { createDependencies } from './create-dependencies.ts';
import { createCredentialsInUse, describeRenewed } from './credentials.ts';
import { openLocalYouTube } from './fill-local-youtube.ts';
import { findLastNumbers } from './find-last-numbers.ts';
import type { Endpoints } from './http/endpoints.ts';
import { keepRunning } from './keep-running.ts';
import { type StructuredLog, toTemporalLogger } from './log.ts';
import { scheduleDrift } from './schedule-drift.ts';
import { scheduleStatistics } from './schedule-statistics.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { createStartProgress, type StartProgress, stopStart } from './start-progress.ts';
import { requestBranchCheck, requestBudgetRead, startPermanentWorkflows } from './start-workflows.ts';
import { becomeCurrent, watchCurrent } from './versions/become-current.ts';
import { chooseVersions } from './versions/choose.ts';
import { createWorker } from './worker.ts';
import { loadWorkflows, readCode } from './workflow-bundle.ts';

/** Prints a line for people: a step of the start, or a write to YouTube. */
export type PrintLine = (line: string) => void;

/** Where it says what it does. `answered`: called whenever the Temporal server has answered. */
export type Output = {
  readonly print: PrintLine;
  readonly log: StructuredLog;
  readonly answered?: () => void;
  /** Where Temporal's runtime serves its metrics; absent: nowhere. */
  readonly sdkMetrics?: Address;
  /** Aborted when a person no longer wants it. Once everything runs, `stop` is for that. */
  readonly unwanted?: AbortSignal;
};

/** Everything that is running, and how to stop it. */
export type Showrunner = {
  readonly repository: Repository;
  readonly temporal: Temporal;
  readonly temporalAddress: string;
  readonly uiUrl?: string;
  /** Of the local YouTube; absent: Google. */
  readonly youtubeUrl?: string;
  /** Of webhooks, health and metrics; absent: they are not served. */
  readonly httpUrl?: string;
  /** What `doctor` says of the YouTube account, in one line. */
  describeAccount(): Promise<string>;
  /** Rejects when the worker dies. */
  readonly running: Promise<void>;
  /** Finishes current work, then stops everything that was started here. */
  stop(): Promise<void>;
};

/** How long what was starting when another part failed may take to end; a server that is being built may take longer. */
const ENDING_MS = 15_000;

/**
 * Starts what is missing (development server, local YouTube), wires the dependencies, and runs the worker.
 *
 * @throws Error when something cannot start, it is not wanted any more, or the state folder is of another version; then nothing is still
 * running
 */
export async function startShowrunner(
  settings: Settings,
  env: Environment,
  output: Output,
): Promise<Showrunner> {
  const cleanups = createCleanups(output.print);
  const progress = createStartProgress();
  try {
    const started = start(settings, env, { ...output, cleanups, track: progress.track });
    return await (output.unwanted === undefined
      ? started
      : Promise.race([started, stopStart(output.unwanted, output.print, progress)]));
  } catch (error) {
    await cleanups.stop();
    throw error;
  }
}

type Context = Output & { readonly cleanups: Cleanups } & Pick<StartProgress, 'track'>;

async function start(
  settings: Settings,
  env: Environment,
  { print, log, answered, sdkMetrics, cleanups, track }: Context,
): Promise<Showrunner> {
  if (!env['TEMPORAL_ADDRESS']) assertNoTls(env, readConnectionConfig(env).connectionOptions);
  const endpoints = await openHttp(settings, { log, cleanups, ...defined({ sdkMetrics }) });
  for (const warning of await protectState(settings.state)) print(warning);
  await hideFromGit(settings.state);
  // A server that is given keeps its workflows elsewhere.
  if (!env['TEMPORAL_ADDRESS']) await assertStateVersion(settings.state);
  const folders = stateFolders(settings.state);
  const found = await requireCredentials(settings);
  const credentials = createCredentialsInUse(settings, found);
  const opening = openRepository({
    location: settings.repository,
    folder: folders.repository,
    ...defined({ branch: settings.branch, login: findGitLogin(settings.codeHost, settings.repository) }),
  });
  const repository = await track('the repository', opening);
  print(`following ${repository.location}, branch ${repository.branch}`);
  const host = await openCommitHost(settings, repository.branch);
  if (host !== undefined) print(`setting the status of commits: ${host.place}`);
  const drawing = createThumbnails();
  const thumbnails = endpoints?.observeThumbnails(drawing) ?? drawing;
  const parts = [
    track('the Temporal server', openTemporal(settings, env, { print, cleanups })),
    track(
      'the local YouTube',
      openLocalYouTube(settings.youtube, {
        folder: folders.youtube,
        repository,
        thumbnails,
        print,
        cleanups,
      }),
    ),
    track('the workflows', loadWorkflows(toTemporalLogger(log))),
    track('the drawing process', thumbnails.warm()),
  ] as const;
  await cleanups.add(() =>
    Promise.race([Promise.allSettled(parts), sleep(ENDING_MS, undefined, { ref: false })]),
  );
  await cleanups.add(() => thumbnails.close());
  const [temporal, local, bundle] = await Promise.all(parts);
  cleanups.stopping.throwIfAborted();
  const youtube = createClient(settings.youtube, found, local?.url);
  const dependencies = createDependencies({
    settings,
    repository,
    thumbnails,
    youtube,
    credentials,
    youtubeUrl: local?.url,
    temporal,
    env,
    commitReports: host && { host, pages: pagesOf(temporal, local?.url) },
    endpoints,
  });
  const version = await readOwnVersion();
  const versions = await chooseVersions({ settings, temporal, print, version, code: await readCode(bundle) });
  const worker = await createWorker({
    ...{ temporal, bundle, dependencies, log, print },
    ...defined({ answered, build: versions.build }),
  });
  const { running } = await run(worker, cleanups);
  const before = await becomeCurrent(versions);
  await cleanups.add(
    watchCurrent({
      ...versions,
      before,
      onError: (error) =>
        log.warn({ error: String(error) }, 'could not read which worker version is current'),
    }),
  );
  await startPermanentWorkflows(temporal.client, settings.taskQueue, { freshYouTube: local?.isNew === true });
  await scheduleDrift(temporal.client, settings.taskQueue, settings.driftMs);
  await scheduleStatistics(temporal.client, settings.taskQueue, settings.statistics);
  const { client } = temporal;
  endpoints?.connect({
    client,
    repository,
    isRunning: () => worker.getState() === 'RUNNING',
    ...(settings.statistics === 'daily' ? { readNumbers: () => findLastNumbers(client) } : {}),
    look: (because) => requestBranchCheck(client, settings.taskQueue, because),
  });
  await cleanups.add(
    keepRunning({ client, taskQueue: settings.taskQueue, log, print, ...defined({ answered }) }),
  );
  const renewals = credentials.watch({
    youtube,
    onRenewed: (renewed) => {
      print(describeRenewed(settings, renewed));
      notifyQuota(temporal, log);
    },
    onProblem: (message) => log.warn({ error: message }, 'the stored credentials cannot be used'),
  });
  await cleanups.add(renewals);
  const watch = repository.watch(() => notifySync(temporal, settings, log), { pollMs: settings.pollMs });
  await cleanups.add(() => watch.close());
  const places = {
    temporalAddress: temporal.address,
    ...defined({ uiUrl: temporal.uiUrl, youtubeUrl: local?.url, httpUrl: endpoints?.url }),
  };
  await cleanups.add(await announceRunning(settings.state, places));
  const drawn = local?.drawThumbnails();
  await cleanups.add(async () => drawn);
  const describeYouTube = () =>
    describeAccount({
      youtube: createClient(settings.youtube, found, local?.url),
      credentials: found,
      repository,
      ...(local === undefined ? { remembered: folders.accountCheck } : {}),
    });
  return { repository, temporal, running, describeAccount: describeYouTube, stop: cleanups.stop, ...places };
}

/** undefined: nothing is served, and none of its code is loaded. */
async function openHttp(
  { http }: Settings,
  { log, sdkMetrics, cleanups }: Pick<Context, 'log' | 'sdkMetrics' | 'cleanups'>,
): Promise<Endpoints | undefined> {
  if (http === undefined) return undefined;
  const { openEndpoints } = await import('./http/endpoints.ts');
  const endpoints = await openEndpoints({
    settings: http,
    log,
    stopping: cleanups.stopping,
    ...defined({ sdkMetrics }),
  });
  await cleanups.add(() => endpoints.close());
  return endpoints;
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
    log: (text) => text.split('\n').forEach(print),
  });
  await cleanups.add(() => server.stop());
  const connected = await connect(env, server.address);
  await cleanups.add(() => connected.close());
  const { client, namespace } = connected;
  await ensureSearchAttributes({ connection: client.connection, namespace, print });
  return { ...connected, address: server.address, uiUrl: server.uiUrl, isOwn: server.how !== 'given' };
}

/** A local run does not read Google's credentials: they are in another file. */
function createClient(
  target: YouTubeTarget,
  { clientId, clientSecret, refreshToken }: FoundCredentials,
  rootUrl: string | undefined,
): YouTubeClient {
  const credentials = { clientId, clientSecret, refreshToken };
  if (target.kind === 'google') return createYouTube(credentials);
  if (rootUrl === undefined) throw new Error('a local run needs the URL of the local YouTube');
  return createYouTube({ rootUrl, ...credentials });
}

async function run(worker: Worker, cleanups: Cleanups): Promise<{ readonly running: Promise<void> }> {
  const running = worker.run();
  await cleanups.add(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });
  running.catch(() => undefined);
  return { running };
}

/** It checks the credentials at once when grants are stopped. */
function notifyQuota({ client }: Temporal, log: StructuredLog): void {
  requestBudgetRead(client).catch((error: unknown) =>
    log.warn({ error: String(error) }, 'could not signal quota'),
  );
}

function notifySync({ client }: Temporal, { taskQueue }: Settings, log: StructuredLog): void {
  requestBranchCheck(client, taskQueue, 'the branch may have moved').catch((error: unknown) =>
    log.warn({ error: String(error) }, 'could not signal sync'),
  );
}
