import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { startTemporal } from '../../tools/temporal/start.ts';
import { startLocalYouTube } from '../../worker/local-youtube.ts';
import { SEARCH_ATTRIBUTES } from '../../workflows/attributes.ts';
import { syncStatus } from '../../workflows/messages.ts';
import { SYNC_ID } from '../../workflows/names.ts';
import { type ContentOptions, type ContentRepository, createContentRepository } from '../support/content.ts';
import type { Ending } from './endings.ts';
import { makeFolder } from './folder.ts';
import { seed, setBudget } from './local-youtube.ts';
import { type Running, startProgram } from './process.ts';

/** A whole academy at rest: server, local YouTube and worker, each a process of its own. */
export type Stage = {
  readonly client: Client;
  readonly address: string;
  readonly youtubeUrl: string;
  readonly repository: ContentRepository;
  readonly worker: Running;
  /** Waits until every episode has answered for the commit. */
  settled(commit: string): Promise<void>;
};

export type StageOptions = {
  readonly content: Omit<ContentOptions, 'folder' | 'perDay'>;
  readonly later: (end: Ending) => void;
};

const PER_DAY = 100_000_000;
const PATIENCE_MS = 240_000;

/** Everything as `npm start` has it, with the finished episodes standing on the local YouTube and nothing left to do. */
export async function openStage({ content, later }: StageOptions): Promise<Stage> {
  const folder = await makeFolder(later);
  const repository = await createContentRepository({
    ...content,
    folder: join(folder, 'content'),
    perDay: PER_DAY,
  });
  const [server, youtube] = await Promise.all([
    startTemporal({
      env: process.env,
      folder: join(folder, 'temporal'),
      searchAttributes: SEARCH_ATTRIBUTES,
      log: () => undefined,
    }),
    startLocalYouTube({ port: 0, folder: join(folder, 'youtube') }),
  ]);
  later(() => server.stop());
  later(() => youtube.stop());
  await setBudget(youtube.url, PER_DAY);
  await seed(youtube.url, repository.folder, join(folder, 'seeding'));
  const connection = await Connection.connect({ address: server.address });
  later(() => connection.close());
  const worker = await startWorker({ folder, address: server.address, youtubeUrl: youtube.url, repository });
  later(() => worker.stop());
  const client = new Client({ connection });
  const settled = (commit: string): Promise<void> => waitUntilSettled(client, commit);
  await settled(repository.head);
  return { client, address: server.address, youtubeUrl: youtube.url, repository, worker, settled };
}

type WorkerInput = { folder: string; address: string; youtubeUrl: string; repository: ContentRepository };

const startWorker = ({ folder, address, youtubeUrl, repository }: WorkerInput): Promise<Running> =>
  startProgram(
    'worker/main.ts',
    {
      TEMPORAL_ADDRESS: address,
      SHOWRUNNER_YOUTUBE: youtubeUrl,
      SHOWRUNNER_REPOSITORY: repository.folder,
      SHOWRUNNER_STATE: join(folder, 'state'),
    },
    /\d s {2}ready/,
  );

async function waitUntilSettled(client: Client, commit: string): Promise<void> {
  const sync = client.workflow.getHandle(SYNC_ID);
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const status = await sync.query(syncStatus).catch(() => undefined);
    if (status?.settled === commit && status.rewrite === undefined) return;
    await sleep(500);
  }
  throw new Error(`commit ${commit} did not settle within ${PATIENCE_MS / 1000} s`);
}
