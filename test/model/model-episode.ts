import type { EpisodeStatus } from '../../contract/episode.ts';
import type { ExpectedVideo } from './content.ts';

/** What a person typed in Studio and nobody released: stays until `overwrite`. */
export type ManualEdits = { title?: string; body?: string; tags?: readonly string[] };

/** One episode as the model knows it, from its first file on and for ever. */
export type ModelEpisode = {
  readonly uid: number;
  /** Every id it had. */
  readonly ids: Set<string>;
  videoId?: string;
  /** What its file says at the head; undefined: no file names it. */
  expected?: ExpectedVideo | undefined;
  /** What its file said last. */
  lastExpected?: ExpectedVideo;
  /** Its file and path, as they stood at the head that was learnt last. */
  file: string;
  /** What may stand on YouTube while it is around air time: all that was wanted since it was seen at rest. */
  expectedSinceIdle: ExpectedVideo[];
  /** Its own file has changed since it was seen at rest. */
  ownFileChanged: boolean;
  manualEdits: ManualEdits;
  /** Writes of each method that the model has seen a reason for. */
  readonly allowedWrites: Record<string, number>;
  stage: 'ready' | 'live' | 'complete';
  /** Something has changed on YouTube or by the clock that only a look can tell. */
  needsCheck: boolean;
  /** The last write before it came near its air time with its own file done: none may follow until it is over. */
  lastWriteBeforeAir?: number | undefined;
  /** Settings that nobody can tell a person's from ours: their base was lost with all state, or with their file. */
  readonly unknownSettings: Set<'start' | 'privacy'>;
  /** A person's words that a file adopted: they stand, and no write of ours has sealed them. */
  readonly adopted: ManualEdits;
  /** Those of them whose adoption was lost with all state: a person's again, should the file change. */
  readonly lostAdoptions: ManualEdits;
  /** All state was lost since it was seen at rest: what changes meanwhile has no base. */
  stateLost: boolean;
  /** It was seen at rest with what it should be. */
  wasIdle: boolean;
  /** What stands on its video since it lost its file. */
  orphanedState?: string | undefined;
  /** What its workflow said of itself, and at which run and length of history. */
  cachedStatus?: { readonly at: string; readonly status: EpisodeStatus };
};

export const createModelEpisode = (uid: number): ModelEpisode => ({
  uid,
  ids: new Set(),
  file: '',
  expectedSinceIdle: [],
  ownFileChanged: true,
  manualEdits: {},
  allowedWrites: {
    'videos.update': 1,
    'liveBroadcasts.insert': 1,
    'thumbnails.set': 1,
    'playlistItems.insert': 1,
  },
  stage: 'ready',
  needsCheck: false,
  unknownSettings: new Set(),
  adopted: {},
  lostAdoptions: {},
  stateLost: false,
  wasIdle: false,
});

export const allowWrite = (known: ModelEpisode, method: string): void => {
  known.allowedWrites[method] = (known.allowedWrites[method] ?? 0) + 1;
};

/** The head says something now; each change of it is a reason for one write of each kind that it needs. */
export function recordExpected(known: ModelEpisode, want: ExpectedVideo | undefined): void {
  const { lastExpected: before } = known;
  known.expected = want;
  if (want === undefined) return;
  known.ids.add(want.id);
  known.lastExpected = want;
  known.orphanedState = undefined;
  if (before !== undefined && textsOf(before) !== textsOf(want)) allowWrite(known, 'videos.update');
  if (before !== undefined && before.picture !== want.picture) allowWrite(known, 'thumbnails.set');
  if (before !== undefined && before.start !== want.start) allowWrite(known, 'liveBroadcasts.update');
  if (known.stateLost && before !== undefined && before.cancelled !== want.cancelled)
    known.unknownSettings.add('privacy');
  if (known.stateLost && before !== undefined && before.start !== want.start)
    known.unknownSettings.add('start');
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(want)) return;
  known.expectedSinceIdle.push(want);
}

const textsOf = ({ start: _start, picture: _picture, ...texts }: ExpectedVideo): string =>
  JSON.stringify(texts);
