import type { EpisodeStatus } from '../../contract/episode.ts';
import type { Want } from './content.ts';

/** What a person typed in Studio and nobody released: stays until `overwrite`. */
export type Hand = { title?: string; body?: string; tags?: readonly string[] };

/** One episode as the model knows it, from its first file on and for ever. */
export type Known = {
  readonly uid: number;
  /** Every id it had. */
  readonly ids: Set<string>;
  videoId?: string;
  /** What its file says at the head; undefined: no file names it. */
  want?: Want | undefined;
  /** What its file said last. */
  lastWant?: Want;
  /** Its file and path, as they stood at the head that was learnt last. */
  file: string;
  /** What may stand on YouTube while it is around air time: all that was wanted since it was seen at rest. */
  since: Want[];
  /** Its own file has changed since it was seen at rest. */
  own: boolean;
  hand: Hand;
  /** Writes of each method that the model has seen a reason for. */
  readonly credit: Record<string, number>;
  stage: 'ready' | 'live' | 'complete';
  /** Something has changed on YouTube or by the clock that only a look can tell. */
  due: boolean;
  /** The last write before it came near its air time with its own file done: none may follow until it is over. */
  airSince?: number | undefined;
  /** Settings that nobody can tell a person's from ours: their base was lost with all state, or with their file. */
  readonly loose: Set<'start' | 'privacy'>;
  /** A person's words that a file adopted: they stand, and no write of ours has sealed them. */
  readonly adopted: Hand;
  /** Those of them whose adoption was lost with all state: a person's again, should the file change. */
  readonly disowned: Hand;
  /** All state was lost since it was seen at rest: what changes meanwhile has no base. */
  lost: boolean;
  /** It was seen at rest with what it should be. */
  rested: boolean;
  /** What stands on its video since it lost its file. */
  frozen?: string | undefined;
  /** What its workflow said of itself, and at which run and length of history. */
  heard?: { readonly at: string; readonly status: EpisodeStatus };
};

export const openKnown = (uid: number): Known => ({
  uid,
  ids: new Set(),
  file: '',
  since: [],
  own: true,
  hand: {},
  credit: { 'videos.update': 1, 'liveBroadcasts.insert': 1, 'thumbnails.set': 1, 'playlistItems.insert': 1 },
  stage: 'ready',
  due: false,
  loose: new Set(),
  adopted: {},
  disowned: {},
  lost: false,
  rested: false,
});

export const addCredit = (known: Known, method: string): void => {
  known.credit[method] = (known.credit[method] ?? 0) + 1;
};

/** The head says something now; each change of it is a reason for one write of each kind that it needs. */
export function learnWant(known: Known, want: Want | undefined): void {
  const { lastWant: before } = known;
  known.want = want;
  if (want === undefined) return;
  known.ids.add(want.id);
  known.lastWant = want;
  known.frozen = undefined;
  if (before !== undefined && textsOf(before) !== textsOf(want)) addCredit(known, 'videos.update');
  if (before !== undefined && before.picture !== want.picture) addCredit(known, 'thumbnails.set');
  if (before !== undefined && before.start !== want.start) addCredit(known, 'liveBroadcasts.update');
  if (known.lost && before !== undefined && before.cancelled !== want.cancelled) known.loose.add('privacy');
  if (known.lost && before !== undefined && before.start !== want.start) known.loose.add('start');
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(want)) return;
  known.since.push(want);
}

const textsOf = ({ start: _start, picture: _picture, ...texts }: Want): string => JSON.stringify(texts);
