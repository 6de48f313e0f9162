import type { EpisodeStatus } from '../../contract/episode.ts';
import type { ExpectedVideo } from './content.ts';

/** Edits that a person made in Studio: they stay until `overwrite` or `adopt`. */
export type ManualEdits = { title?: string; body?: string; tags?: readonly string[] };

/** One episode in the model, kept even after its file is removed. */
export type ModelEpisode = {
  readonly uid: number;
  /** Every id it had. */
  readonly ids: Set<string>;
  videoId?: string;
  /** By its file at the head; undefined: it has no file. */
  expected?: ExpectedVideo | undefined;
  /** By its last file. */
  lastExpected?: ExpectedVideo;
  /** Its file and path at the last recorded head. */
  file: string;
  /** What YouTube may show around air time: everything expected since the episode was last idle. */
  expectedSinceIdle: ExpectedVideo[];
  /** Since it was last idle. */
  ownFileChanged: boolean;
  manualEdits: ManualEdits;
  /** For each method: how many writes have had a reason. */
  readonly allowedWrites: Record<string, number>;
  stage: 'ready' | 'live' | 'complete';
  /** Something changed on YouTube or by the clock that the workflow only notices when it checks. */
  needsCheck: boolean;
  /** The last write before its air time, if its own file was applied by then: no write may follow until the end. */
  lastWriteBeforeAir?: number | undefined;
  /** Settings whose last writer is unknown: their base was lost with all state, or with the file. */
  readonly unknownSettings: Set<'start' | 'privacy'>;
  /** Edits adopted into the file; no write of ours has sealed them yet. */
  readonly adopted: ManualEdits;
  /** Adopted edits from before all state was lost: they count as manual edits again if the file changes. */
  readonly lostAdoptions: ManualEdits;
  /** All state, or its file and with it its workflow, was lost since it was last idle: later changes may have no base. */
  baseLost: boolean;
  /** It has been idle with the expected content. */
  wasIdle: boolean;
  /** The video's content since the episode lost its file. */
  orphanedState?: string | undefined;
  /** The workflow's last status, with its run and length of history. */
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
  baseLost: false,
  wasIdle: false,
});

export const allowWrite = (known: ModelEpisode, method: string): void => {
  known.allowedWrites[method] = (known.allowedWrites[method] ?? 0) + 1;
};

/** Records what the head expects; each change allows one write of each method that it needs. */
export function recordExpected(known: ModelEpisode, want: ExpectedVideo | undefined): void {
  const { lastExpected: before } = known;
  known.expected = want;
  if (want === undefined) {
    known.baseLost = true;
    return;
  }
  known.ids.add(want.id);
  known.lastExpected = want;
  known.orphanedState = undefined;
  if (before !== undefined && textsOf(before) !== textsOf(want)) allowWrite(known, 'videos.update');
  if (before !== undefined && before.picture !== want.picture) allowWrite(known, 'thumbnails.set');
  if (before !== undefined && before.start !== want.start) allowWrite(known, 'liveBroadcasts.update');
  if (known.baseLost && before !== undefined && before.cancelled !== want.cancelled)
    known.unknownSettings.add('privacy');
  if (known.baseLost && before !== undefined && before.start !== want.start)
    known.unknownSettings.add('start');
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(want)) return;
  known.expectedSinceIdle.push(want);
}

const textsOf = ({ start: _start, picture: _picture, ...texts }: ExpectedVideo): string =>
  JSON.stringify(texts);
