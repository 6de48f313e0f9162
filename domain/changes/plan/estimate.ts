import { STREAM_SETTINGS, VIDEO_SETTINGS } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import { COSTS, type Costs } from '../../shared/costs.ts';

const ON_VIDEO: readonly string[] = [
  'title',
  'description',
  'tags',
  'categoryId',
  'language',
  'localizations',
  ...VIDEO_SETTINGS,
  'visibility',
  'publishAt',
  'marker',
  'status',
  'videoId',
];
const ON_BROADCAST: readonly string[] = ['start', 'durationSeconds', 'latency', ...STREAM_SETTINGS];

export type EstimateInput = {
  readonly base: Desired | undefined;
  readonly desired: Desired;
  readonly fields: readonly string[];
  readonly finished: boolean;
  /** Absent: the published costs, and our assumption for live methods. */
  readonly costs?: Costs | undefined;
};

/** The minimum cost of one change, without the listing: a read and its writes. */
export function estimateUnits(input: EstimateInput): number {
  const { base, desired, finished, costs = COSTS } = input;
  if (desired.kind === 'none' || desired.status === 'draft' || desired.policy.manage === 'observe') return 0;
  if (base !== undefined) return estimateUpdate({ ...input, base, costs });
  return finished ? costs['videos.list'] + costs['videos.update'] : estimateCreation(desired, costs);
}

function estimateUpdate({
  base,
  desired,
  fields,
  finished,
  costs,
}: EstimateInput & { readonly base: Desired; readonly costs: Costs }): number {
  const when = (names: readonly string[], units: number): number =>
    fields.some((field) => names.includes(field)) ? units : 0;
  return (
    costs['videos.list'] +
    when(ON_VIDEO, costs['videos.update']) +
    when(finished ? [] : ON_BROADCAST, costs['liveBroadcasts.list'] + costs['liveBroadcasts.update']) +
    when(['thumbnail'], costs['thumbnails.set']) +
    when(finished ? [] : ['stream'], costs['liveStreams.list'] + costs['liveBroadcasts.bind']) +
    when(finished ? [] : ['streamAfter'], costs['liveBroadcasts.list'] + costs['liveBroadcasts.bind']) +
    when(['playlists'], estimatePlaylists(base.playlists ?? [], desired.playlists ?? [], costs))
  );
}

function estimatePlaylists(before: readonly string[], after: readonly string[], costs: Costs): number {
  const added = after.filter((id) => !before.includes(id)).length;
  const removed = before.filter((id) => !after.includes(id)).length;
  return (
    added * (costs['playlistItems.list'] + costs['playlistItems.insert']) +
    removed * (costs['playlistItems.list'] + costs['playlistItems.delete'])
  );
}

function estimateCreation(desired: Desired, costs: Costs): number {
  const insertAndTexts =
    3 * costs['liveBroadcasts.list'] +
    costs['liveBroadcasts.insert'] +
    costs['videos.list'] +
    costs['videos.update'];
  const stream = desired.stream === undefined ? 0 : costs['liveStreams.list'] + costs['liveBroadcasts.bind'];
  const thumbnail = desired.picture === undefined ? 0 : costs['thumbnails.set'];
  const playlists =
    (desired.playlists?.length ?? 0) * (costs['playlistItems.list'] + costs['playlistItems.insert']);
  return insertAndTexts + stream + thumbnail + playlists;
}
