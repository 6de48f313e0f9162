import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { SYNC_ID } from '../../contract/ids.ts';
import type { SyncStatus } from '../../contract/sync.ts';
import { startLocalYouTube } from '../../emulator/server.ts';
import { connect } from '../../worker/connect.ts';
import type { Build } from '../support/build.ts';
import { createRepository, type RepositoryFiles } from '../support/repository.ts';
import { until } from '../support/until.ts';
import { controlYouTube } from '../support/youtube.ts';
import { SYSTEM } from './server.ts';
import { openProduction } from './topology.ts';

type Options = {
  readonly files: RepositoryFiles;
  /** What the image holds. */
  readonly build: Pick<Build, 'worker' | 'showrunner' | 'folder'>;
  readonly log: (line: string) => void;
};
type Cleanup = () => Promise<unknown>;

export type ProductionAcademy = Awaited<ReturnType<typeof openProductionAcademy>>;

/** For a commit on a busy machine, with faults: what a dead worker had begun is tried again after its timeouts. */
const PATIENCE_MS = 400_000;

/** A local YouTube, a bare repository that commits are pushed to, and all that docker-compose.yml describes. */
export async function openProductionAcademy({ files, build, log }: Options) {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-production-academy-'));
  const cleanups: Cleanup[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of cleanups.reverse()) await end().catch(() => undefined);
  };
  try {
    const content = await createRepository(join(folder, 'content'), files);
    const remote = join(folder, 'remote.git');
    await content.git('clone', '--quiet', '--bare', '.', remote);
    await content.git('remote', 'add', 'origin', remote);
    const server = await startLocalYouTube({ perDay: 1_000_000 });
    cleanups.push(() => server.close());
    await runProgram(build.showrunner, {
      args: ['youtube', 'seed', '--url', server.url],
      cwd: content.folder,
      environment: {},
    });
    const production = await openProduction({
      program: build.worker,
      youtubeUrl: server.url,
      log,
      variables: {
        SHOWRUNNER_REPOSITORY: pathToFileURL(remote).href,
        SHOWRUNNER_YOUTUBE_CLIENT_ID: 'local',
        SHOWRUNNER_YOUTUBE_CLIENT_SECRET: 'local',
        SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: 'local',
        SHOWRUNNER_POLL_SECONDS: '1',
        SHOWRUNNER_BROADCAST_LOOKUP_DELAYS: '1,2,4',
      },
    });
    cleanups.push(() => production.close());
    const { address, namespace, environment } = production;
    const { client, close: disconnect } = await connect({ TEMPORAL_NAMESPACE: namespace }, address);
    cleanups.push(disconnect);
    const container = { cwd: join(production.folder, 'app'), environment };
    return {
      content,
      production,
      youtube: controlYouTube(server.url),
      /** Commits on top of what the workers pushed: the ids of new videos. */
      commit: async (message: string, changes: RepositoryFiles): Promise<void> => {
        await content.commit(message, changes);
        await push(content.git);
      },
      /** Waits until every episode that the head concerns has answered. */
      waitUntilSynced: async (): Promise<SyncStatus> => {
        const handle = client.workflow.getHandle(SYNC_ID);
        const { status } = await until(
          async () => ({
            status: await handle.query<SyncStatus>('status'),
            head: (await content.git('ls-remote', 'origin', 'main')).split('\t')[0],
          }),
          ({ status: { syncedCommit, rewrite }, head }) => rewrite === undefined && syncedCommit === head,
          PATIENCE_MS,
        );
        return status;
      },
      /** Ids of running workflows that the list of the Temporal UI shows as needing a person. */
      listNeeds: async (): Promise<string[]> => {
        const query = 'NeedsAttention = true AND ExecutionStatus = "Running"';
        const found: string[] = [];
        for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
        return found;
      },
      /** As `docker compose exec worker showrunner ...` runs a command. */
      run: (...args: string[]) => runProgram(build.showrunner, { args, ...container }),
      /** The health check of the workers' containers; they all have the name of this machine. */
      checkHealth: () => runProgram(join(build.folder, 'lib', 'health.mjs'), { args: [], ...container }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A worker may be faster with its next push. */
async function push(git: (...args: string[]) => Promise<string>): Promise<void> {
  await git('pull', '--quiet', '--rebase', 'origin', 'main');
  await git('push', '--quiet', 'origin', 'main').catch(() => push(git));
}

type Command = {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
};

const runProgram = (program: string, { args, cwd, environment }: Command) =>
  execa(process.execPath, [program, ...args], {
    cwd,
    env: { ...SYSTEM, ...environment },
    extendEnv: false,
    reject: false,
  });
