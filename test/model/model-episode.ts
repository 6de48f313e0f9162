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
  /** Its file names a hand-written video that was not taken over yet. */
  isForeign: boolean;
  /** A person took the marker out of its description. */
  unmarked: boolean;
  /** It may become public: by its own file, an approval, or because `cancelled` was taken back. */
  mayPublish: boolean;
  /** The visibility that was seen last. */
  lastPrivacy?: string;
  /** What it was before it was cancelled. */
  privacyBefore?: string | undefined;
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
  isForeign: false,
  unmarked: false,
  mayPublish: false,
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
  if (before === undefined) {
    known.expectedSinceIdle.push(want);
    return;
  }
  allowWrites(known, before, want);
  recordPublication(known, before, want);
  const { baseLost, unknownSettings } = known;
  if (baseLost && privacyKeyOf(before) !== privacyKeyOf(want)) unknownSettings.add('privacy');
  if (baseLost && before.start !== want.start) unknownSettings.add('start');
  if (JSON.stringify(before) !== JSON.stringify(want)) known.expectedSinceIdle.push(want);
}

function allowWrites(known: ModelEpisode, before: ExpectedVideo, want: ExpectedVideo): void {
  if (textsOf(before) !== textsOf(want)) allowWrite(known, 'videos.update');
  if (before.picture !== want.picture) allowWrite(known, 'thumbnails.set');
  if (before.start !== want.start) allowWrite(known, 'liveBroadcasts.update');
}

/** What was public before it was cancelled may be so again. */
function recordPublication(known: ModelEpisode, before: ExpectedVideo, want: ExpectedVideo): void {
  if (want.cancelled && known.lastPrivacy !== 'private') known.privacyBefore = known.lastPrivacy;
  const { privacyBefore = 'public' } = known;
  if (before.cancelled && !want.cancelled && privacyBefore === 'public') known.mayPublish = true;
}

const privacyKeyOf = ({ cancelled, after }: ExpectedVideo): string => `${cancelled} ${after}`;

const textsOf = ({ start: _start, picture: _picture, ...texts }: ExpectedVideo): string =>
  JSON.stringify(texts);
