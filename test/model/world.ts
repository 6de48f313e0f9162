import { defined } from '../../domain/shared/defined.ts';
import { openAcademy, type TestAcademy } from '../support/academy.ts';
import type { KillPlan } from '../support/kill-at.ts';
import type { TestWorker } from '../support/spawn-worker.ts';
import { Branch } from './branch.ts';
import { createExpected, type EpisodeFile, renderTree } from './content.ts';
import { type HandmadeWorld, isForeign, seedHandmade } from './handmade.ts';
import { renderFirstTree } from './initial-tree.ts';
import { createModelEpisode, type ModelEpisode, recordExpected } from './model-episode.ts';

const QUIET_MS = 150;
/** A call without an answer times out after this. */
const TIMEOUT_MS = 4000;

/** The real parts, and the model of them. */
export type ModelWorld = HandmadeWorld & {
  readonly academy: TestAcademy;
  readonly branch: Branch;
  readonly episodes: Map<number, ModelEpisode>;
  /** A new number, for names, texts and times that must differ. */
  nextNumber(): number;
  /** A line per step, printed with a failure. */
  readonly log: string[];
  worker: TestWorker | undefined;
  /** A worker that is starting. */
  starting: Promise<void> | undefined;
  /** Where the next worker is killed. */
  nextKill: KillPlan | undefined;
  isSupervised: boolean;
  /** Ids of paused workflows. */
  readonly paused: Set<string>;
  /** The paused workflows with nothing pending, and the last write before that. */
  readonly pausedAfterWrite: Map<string, number>;
  /** The last rewrite that was paused and approved, and the edition that it must not write. */
  pausedRewrite?: { readonly rewrite: string; readonly edition: number };
  /** The most units that may be spent on YouTube's current day. */
  allowance: { day: string; units: number };
  /** A day on which only the reserve is left, and what rewrites had spent by then. */
  budgetExhausted: { readonly day: string; readonly rewrites: number } | undefined;
};

export type ModelOptions = Pick<Parameters<typeof openAcademy>[0] & object, 'build' | 'startServer'>;

/** Opens an academy with six episodes, a channel with three hand-written videos, and a running worker. */
export async function openWorld({ build, startServer }: ModelOptions = {}): Promise<ModelWorld> {
  const tree = renderFirstTree(Date.now());
  const academy = await openAcademy({
    files: renderTree(tree),
    youtubeTimeoutMs: TIMEOUT_MS,
    ...defined({ build, startServer }),
  });
  let number = 100;
  const world: ModelWorld = {
    academy,
    branch: new Branch(academy.content, { id: await academy.content.git('rev-parse', 'HEAD'), tree }),
    episodes: new Map(),
    nextNumber: () => number++,
    log: [],
    worker: undefined,
    starting: undefined,
    nextKill: undefined,
    isSupervised: true,
    paused: new Set(),
    pausedAfterWrite: new Map(),
    handmade: new Map(),
    allowance: { day: '', units: 0 },
    budgetExhausted: undefined,
  };
  recordHead(world);
  await seedHandmade(world);
  await ensureWorker(world);
  return world;
}

/** Starts a worker unless one is running or starting. */
export function ensureWorker(world: ModelWorld): Promise<void> {
  if (world.worker !== undefined) return Promise.resolve();
  world.starting ??= startWorker(world).finally(() => {
    world.starting = undefined;
  });
  return world.starting;
}

async function startWorker(world: ModelWorld): Promise<void> {
  const { nextKill } = world;
  world.nextKill = undefined;
  // A worker with a planned kill may die before it is ready: `supervise` starts another.
  const worker = await world.academy.spawnTestWorker(nextKill).catch(() => undefined);
  world.worker = worker;
  void worker?.ended.then(() => {
    if (world.worker === worker) world.worker = undefined;
  });
}

export async function killWorker(world: ModelWorld): Promise<void> {
  await world.starting;
  await world.worker?.kill();
  world.worker = undefined;
}

/** Starts a new worker whenever one has died. @returns a function that ends this */
export function supervise(world: ModelWorld): () => void {
  const timer = setInterval(() => {
    if (world.isSupervised) void ensureWorker(world);
  }, 200);
  return () => clearInterval(timer);
}

/** Records the head's content. Call after each change of the branch. */
export function recordHead(world: ModelWorld): void {
  const { branch, episodes } = world;
  const { effective: tree, raw } = branch;
  const seen = new Set<number>();
  for (const [path, file] of Object.entries(tree.episodes)) {
    const one = episodes.get(file.uid) ?? createModelEpisode(file.uid);
    episodes.set(file.uid, one);
    seen.add(file.uid);
    recordClaim(world, one, file);
    if (file.after !== undefined) one.mayPublish = true;
    recordExpected(one, createExpected(tree, path, file));
    const now = JSON.stringify([path, raw.episodes[path], file]);
    if (one.file !== now) one.ownFileChanged = true;
    one.file = now;
  }
  for (const one of episodes.values()) {
    if (seen.has(one.uid)) continue;
    recordExpected(one, undefined);
    one.file = '';
  }
}

/** The video of a claimed episode is known from its file, and over. */
function recordClaim(world: ModelWorld, one: ModelEpisode, { claims }: EpisodeFile): void {
  if (claims === undefined) return;
  one.videoId = claims.videoId;
  one.stage = 'complete';
  one.isForeign = isForeign(world, claims.videoId);
}

/** Waits until no new call reaches YouTube for `ms`. */
export async function waitForQuiet(world: ModelWorld, ms = QUIET_MS): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (let last = -1; Date.now() < deadline; ) {
    const { calls } = await readCalls(world, Math.max(0, last));
    const newest = calls.at(-1)?.seq ?? Math.max(0, last);
    if (newest === last) return;
    last = newest;
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

type YouTubeCallRecord = { readonly seq: number; readonly method: string; readonly videoId?: string };

async function readCalls({ academy }: ModelWorld, after: number): Promise<{ calls: YouTubeCallRecord[] }> {
  return {
    calls: (await (
      await fetch(`${academy.youtube.url}/_/calls?after=${after}`)
    ).json()) as YouTubeCallRecord[],
  };
}

/** The worker's clock first: nothing is granted for a new day before the quota manager checks again. */
export async function advanceClock(world: ModelWorld, ms: number): Promise<void> {
  await ensureWorker(world);
  await waitForQuiet(world);
  await world.worker?.setClockOffset(world.academy.clock.offset() + ms);
  world.academy.clock.advance(ms);
  await world.academy.refreshQuota().catch(() => undefined);
  for (const one of world.episodes.values()) one.needsCheck = true;
}
