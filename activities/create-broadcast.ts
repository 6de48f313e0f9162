import { type Desired, privacyIn } from '../domain/desired.ts';
import { INSERTED, parseDescription, renderDescription, renderMarker, renderSeal } from '../domain/marker.ts';
import type { Catalog } from '../domain/records.ts';
import { type Content, readContent } from './content.ts';
import { stall } from './failures.ts';
import type { Parts } from './parts.ts';
import { runOnGrant, type Till } from './run.ts';
import type { CreateOrder, CreateResult } from './types.ts';
import { insertBroadcast, listBroadcasts } from './youtube/broadcasts.ts';

type Broadcast = Awaited<ReturnType<typeof listBroadcasts>>[number];

/**
 * Create once: looks for the marker among upcoming and active broadcasts and the newest uploads, and inserts only when it is
 * nowhere. 4 to 54 units. An insert without an answer is a failure of unknown outcome: the workflow looks again before it repeats.
 */
export function createBroadcast(parts: Parts, order: CreateOrder): Promise<CreateResult> {
  return runOnGrant(parts, order.grant, async (till) => {
    const content = await readContent(parts.repository, order.commit, order.episodeId);
    const broadcasts = await listOpen(parts, till);
    const found = findMarked(content, broadcasts) ?? (await findUpload(parts, till, content));
    if (found !== undefined) {
      parts.index.remember(order.episodeId, found);
      return { outcome: 'adopted' as const, videoId: found };
    }
    if (hasStarted(content.desired, parts.clock())) return { outcome: 'missed' as const };
    if (!order.mayInsert) return { outcome: 'missing' as const };
    assertUnclaimed(content, broadcasts);
    const made = await insertBroadcast(parts.youtube, till.purse, renderInsert(content), till.signal);
    parts.index.remember(order.episodeId, made.videoId);
    return { outcome: 'created' as const, videoId: made.videoId };
  });
}

async function listOpen({ youtube }: Parts, { purse, signal }: Till): Promise<Broadcast[]> {
  const upcoming = await listBroadcasts(youtube, purse, 'upcoming', signal);
  return [...upcoming, ...(await listBroadcasts(youtube, purse, 'active', signal))];
}

/** Two videos with one marker are a person's question, not ours to answer. */
function findMarked({ catalog, episode }: Content, broadcasts: readonly Broadcast[]): string | undefined {
  const ids = [episode.id, ...episode.aliases];
  const marked = broadcasts.filter(({ description }) =>
    ids.includes(parseDescription(description, catalog.academy).marker?.episodeId ?? ''),
  );
  if (marked.length > 1) {
    throw stall(
      'two-videos',
      `${marked.map(({ videoId }) => videoId).join(' and ')} both carry the marker of ${episode.id}: remove it from one, or name the right one as youtube.videoId in ${episode.origin.path}`,
    );
  }
  return marked[0]?.videoId;
}

/** One that has started may lie below any number of newer uploads: then the whole channel is listed, once in a worker's life. */
async function findUpload(
  { index, clock }: Parts,
  till: Till,
  { catalog, episode, desired }: Content,
): Promise<string | undefined> {
  const find = (): string | undefined =>
    [episode.id, ...episode.aliases].map((id) => index.get(id)).find((id) => id !== undefined);
  if (find() === undefined) await index.listNewest(till, catalog.academy);
  if (find() === undefined && hasStarted(desired, clock())) await index.listAll(till, catalog.academy);
  return find();
}

const hasStarted = ({ start = '' }: Desired, now: number): boolean => Date.parse(start) <= now;

const CLOSE = 15 * 60 * 1000;

/** A broadcast that a person made by hand for the same hour, or under the same title, is probably this one. */
function assertUnclaimed({ catalog, desired, episode }: Content, broadcasts: readonly Broadcast[]): void {
  const named = claimedIds(catalog);
  const start = Date.parse(desired.start ?? '');
  const twin = broadcasts.find((broadcast) => {
    if (
      named.has(broadcast.videoId) ||
      parseDescription(broadcast.description, catalog.academy).marker !== undefined
    )
      return false;
    return broadcast.title === desired.title || Math.abs(Date.parse(broadcast.start ?? '') - start) <= CLOSE;
  });
  if (twin === undefined) return;
  throw stall(
    'unclaimed-twin',
    `broadcast ${twin.videoId} "${twin.title}" at ${twin.start ?? 'no time'} is nobody's and may be ${episode.id}: put "youtube: { videoId: ${twin.videoId} }" into ${episode.origin.path}, or remove or move that broadcast; then send the update retry`,
  );
}

const claimedIds = (catalog: Catalog): Set<string> =>
  new Set(Object.values(catalog.episodes).flatMap(({ youtube }) => youtube?.videoId ?? []));

/** An insert carries no tags, category or language: its seal says that the first update is still to come. */
function renderInsert({ catalog, desired }: Content) {
  const seal = { ...renderSeal({ body: desired.body, title: desired.title, tags: [] }), tags: INSERTED };
  return {
    title: desired.title,
    description: renderDescription(desired.body, renderMarker(catalog.academy, desired.episodeId, seal)),
    start: desired.start ?? '',
    end: endOf(desired),
    privacy: privacyIn(desired, false) ?? 'private',
    latency: desired.latency ?? 'normal',
  };
}

const endOf = ({ start = '', durationSeconds }: Desired): string =>
  new Date(Date.parse(start) + durationSeconds * 1000).toISOString();
