import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYNC_ID } from '../../contract/ids.ts';
import { syncStatus } from '../../contract/sync.ts';
import { startLocalYouTube } from '../../worker/local-youtube.ts';
import {
  type ContentOptions,
  createContentRepository,
  type GeneratedRepository,
} from '../support/content.ts';
import type { Cleanup } from './cleanup.ts';
import { createFolder } from './folder.ts';
import { seed, setBudget } from './local-youtube.ts';
import { type ServerAndWorker, startServerAndWorker } from './server-and-worker.ts';

/** A whole idle academy: server, local YouTube and worker, each in its own process. */
export type BenchEnvironment = {
  readonly youtubeUrl: string;
  readonly repository: GeneratedRepository;
  /** Server and worker. */
  readonly processes: ServerAndWorker;
  /** Waits until the commit is synced. */
  waitUntilSynced(commit: string): Promise<void>;
};

type BenchEnvironmentOptions = {
  readonly content: Omit<ContentOptions, 'folder' | 'perDay'>;
  readonly onCleanup: (end: Cleanup) => void;
};

const PER_DAY = 100_000_000;
const PATIENCE_MS = 240_000;
/** Ten thousand episodes take minutes in any case. */
const PATIENCE_EACH_MS = 150;

/** Everything as with `npm start`, the finished episodes on the local YouTube, and nothing left to do. */
export async function openBenchEnvironment({
  content,
  onCleanup,
}: BenchEnvironmentOptions): Promise<BenchEnvironment> {
  const folder = await createFolder(onCleanup);
  const repository = await createContentRepository({
    ...content,
    folder: join(folder, 'content'),
    perDay: PER_DAY,
  });
  const youtube = await startLocalYouTube({ port: 0, folder: join(folder, 'youtube') });
  onCleanup(() => youtube.stop());
  await setBudget(youtube.url, PER_DAY);
  await seed(youtube.url, repository.folder, join(folder, 'seeding'));
  const life = await startServerAndWorker({
    folder: join(folder, 'life'),
    youtubeUrl: youtube.url,
    repository,
  });
  onCleanup(() => life.stop());
  const patience = PATIENCE_MS + PATIENCE_EACH_MS * content.episodes;
  const settled = (commit: string): Promise<void> => waitUntilSettled(life, commit, patience);
  await settled(repository.head);
  return {
    youtubeUrl: youtube.url,
    repository,
    waitUntilSynced: settled,
    processes: life,
  };
}

async function waitUntilSettled(
  { client }: ServerAndWorker,
  commit: string,
  patience: number,
): Promise<void> {
  const sync = client.workflow.getHandle(SYNC_ID);
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const status = await sync.query(syncStatus).catch(() => undefined);
    if (status?.syncedCommit === commit && status.rewrite === undefined) return;
    await sleep(500);
  }
  throw new Error(`commit ${commit} was not synced within ${patience / 1000} s`);
}
