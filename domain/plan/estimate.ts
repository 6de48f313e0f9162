import { COSTS } from '../costs.ts';
import type { Desired } from '../desired.ts';

const ON_VIDEO = [
  'title',
  'description',
  'tags',
  'categoryId',
  'language',
  'visibility',
  'marker',
  'status',
  'videoId',
];
const ON_BROADCAST = ['start', 'durationSeconds', 'latency'];

/** What one change costs at the least, without the listing: a read and its writes. */
export function estimateUnits(input: {
  base: Desired | undefined;
  desired: Desired;
  fields: readonly string[];
  finished: boolean;
}): number {
  const { base, desired, finished } = input;
  if (desired.kind === 'none' || desired.status === 'draft' || desired.policy.manage === 'observe') return 0;
  if (base !== undefined) return estimateUpdate({ ...input, base });
  return finished ? COSTS['videos.list'] + COSTS['videos.update'] : estimateCreation(desired);
}

function estimateUpdate({
  base,
  desired,
  fields,
  finished,
}: {
  base: Desired;
  desired: Desired;
  fields: readonly string[];
  finished: boolean;
}): number {
  const when = (names: readonly string[], units: number): number =>
    fields.some((field) => names.includes(field)) ? units : 0;
  return (
    COSTS['videos.list'] +
    when(ON_VIDEO, COSTS['videos.update']) +
    when(finished ? [] : ON_BROADCAST, COSTS['liveBroadcasts.list'] + COSTS['liveBroadcasts.update']) +
    when(['thumbnail'], COSTS['thumbnails.set']) +
    when(finished ? [] : ['stream'], COSTS['liveStreams.list'] + COSTS['liveBroadcasts.bind']) +
    when(finished ? [] : ['streamAfter'], COSTS['liveBroadcasts.list'] + COSTS['liveBroadcasts.bind']) +
    when(['playlists'], estimatePlaylists(base.playlists ?? [], desired.playlists ?? []))
  );
}

function estimatePlaylists(before: readonly string[], after: readonly string[]): number {
  const added = after.filter((id) => !before.includes(id)).length;
  const removed = before.filter((id) => !after.includes(id)).length;
  return (
    added * (COSTS['playlistItems.list'] + COSTS['playlistItems.insert']) +
    removed * (COSTS['playlistItems.list'] + COSTS['playlistItems.delete'])
  );
}

function estimateCreation(desired: Desired): number {
  const insertAndTexts =
    3 * COSTS['liveBroadcasts.list'] +
    COSTS['liveBroadcasts.insert'] +
    COSTS['videos.list'] +
    COSTS['videos.update'];
  const stream = desired.stream === undefined ? 0 : COSTS['liveStreams.list'] + COSTS['liveBroadcasts.bind'];
  const thumbnail = desired.picture === undefined ? 0 : COSTS['thumbnails.set'];
  const playlists =
    (desired.playlists?.length ?? 0) * (COSTS['playlistItems.list'] + COSTS['playlistItems.insert']);
  return insertAndTexts + stream + thumbnail + playlists;
}
