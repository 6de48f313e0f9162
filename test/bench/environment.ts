import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYNC_ID } from '../../contract/ids.ts';
import { syncStatus } from '../../contract/sync.ts';
import { startLocalYouTube } from '../../worker/local-youtube.ts';
import { type ContentOptions, type ContentRepository, createContentRepository } from '../support/content.ts';
import type { Ending } from './cleanup.ts';
import { makeFolder } from './folder.ts';
import { seed, setBudget } from './local-youtube.ts';
import { type Life, startLife } from './server-and-worker.ts';

/** A whole academy at rest: server, local YouTube and worker, each a process of its own. */
export type Stage = {
  readonly youtubeUrl: string;
  readonly repository: ContentRepository;
  /** Server and worker. */
  readonly life: Life;
  /** Waits until every episode has answered for the commit. */
  settled(commit: string): Promise<void>;
};

export type StageOptions = {
  readonly content: Omit<ContentOptions, 'folder' | 'perDay'>;
  readonly later: (end: Ending) => void;
};

const PER_DAY = 100_000_000;
const PATIENCE_MS = 240_000;
/** Ten thousand take minutes even where all goes well. */
const PATIENCE_EACH_MS = 150;

/** Everything as `npm start` has it, with the finished episodes standing on the local YouTube and nothing left to do. */
export async function openStage({ content, later }: StageOptions): Promise<Stage> {
  const folder = await makeFolder(later);
  const repository = await createContentRepository({
    ...content,
    folder: join(folder, 'content'),
    perDay: PER_DAY,
  });
  const youtube = await startLocalYouTube({ port: 0, folder: join(folder, 'youtube') });
  later(() => youtube.stop());
  await setBudget(youtube.url, PER_DAY);
  await seed(youtube.url, repository.folder, join(folder, 'seeding'));
  const life = await startLife({ folder: join(folder, 'life'), youtubeUrl: youtube.url, repository });
  later(() => life.end());
  const patience = PATIENCE_MS + PATIENCE_EACH_MS * content.episodes;
  const settled = (commit: string): Promise<void> => waitUntilSettled(life, commit, patience);
  await settled(repository.head);
  return {
    youtubeUrl: youtube.url,
    repository,
    settled,
    life,
  };
}

async function waitUntilSettled({ client }: Life, commit: string, patience: number): Promise<void> {
  const sync = client.workflow.getHandle(SYNC_ID);
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const status = await sync.query(syncStatus).catch(() => undefined);
    if (status?.syncedCommit === commit && status.rewrite === undefined) return;
    await sleep(500);
  }
  throw new Error(`commit ${commit} did not settle within ${patience / 1000} s`);
}
