import type { Episode } from '../content/catalog/records.ts';
import type { Policy } from '../content/ownership.ts';
import {
  formatSeal,
  type Marker,
  type MarkerSettings,
  parseDescription,
  parseSeal,
  type Seal,
} from '../render/description/marker.ts';
import type { Desired } from '../render/desired.ts';
import type { LiveVideo } from './live.ts';

/**
 * What the latest run of an episode's workflow remembers of the video that it made or took over. `seal`: of the texts as last
 * written. `markerless`: the description is not ours and has no marker. `unproven`: from version 0.2, which also noted videos
 * that a file only named.
 */
export type Remembered = {
  readonly videoId: string;
  readonly seal?: string;
  readonly markerless?: true;
  readonly unproven?: true;
  /** What it remembered of the videos before this one, the newest first. */
  readonly former?: readonly Remembered[];
};

/**
 * How a video stands to an episode, from what is on it and what is remembered.
 * sealed: its seal fits, or it has no marker by agreement · unfinished: our insert, before its first update · unmarked: handed over, and a
 * person took the marker out · taken: being taken over now, as approved · foreign: the episode's file names it, and it was never handed
 * over · another: it belongs to another episode · unknown: nothing but perhaps a link connects them.
 */
export type Standing =
  | { readonly kind: 'sealed'; readonly seal: Seal; readonly marker?: Marker }
  | { readonly kind: 'unfinished'; readonly seal: Seal; readonly marker: Marker }
  | { readonly kind: 'unmarked'; readonly seal?: Seal }
  | { readonly kind: 'taken' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'another'; readonly episodeId: string }
  | { readonly kind: 'unknown' };

export type StandingInput = {
  readonly live: Pick<LiveVideo, 'videoId' | 'description' | 'phase'>;
  readonly episode: Pick<Episode, 'id' | 'aliases' | 'youtube'>;
  readonly settings: MarkerSettings;
  /** The episode whose file names this video. */
  readonly namedBy?: string | undefined;
  readonly remembered?: Remembered | undefined;
};

/** The one judge of whose a video is (docs/ownership.md). No call of any kind goes to a video that was not handed over. */
export function judgeStanding({ live, episode, settings, namedBy, remembered }: StandingInput): Standing {
  const { marker } = parseDescription(live, settings);
  const memory = [remembered, ...(remembered?.former ?? [])].find((one) => one?.videoId === live.videoId);
  if (marker !== undefined && isValid(marker, live, memory)) {
    if (!namesEpisode(marker, episode)) return { kind: 'another', episodeId: marker.episodeId };
    if (marker.kind !== 'unfinished') return { kind: 'sealed', seal: marker.seal, marker };
    if (namedBy === undefined || namedBy === episode.id)
      return { kind: 'unfinished', seal: marker.seal, marker };
  }
  if (memory !== undefined && memory.unproven !== true) return standingByMemory(memory);
  return { kind: episode.youtube?.videoId === live.videoId ? 'foreign' : 'unknown' };
}

/** Anyone can copy a line. An unfinished one counts on a broadcast that is not over, one of version 0.2 where it is remembered. */
function isValid(
  { kind }: Marker,
  { phase }: Pick<LiveVideo, 'phase'>,
  memory: Remembered | undefined,
): boolean {
  if (kind === 'fits') return true;
  return kind === 'unfinished' ? phase !== 'complete' && phase !== 'none' : memory !== undefined;
}

export const namesEpisode = (
  { episodeId }: Pick<Marker, 'episodeId'>,
  { id, aliases }: Pick<Episode, 'id' | 'aliases'>,
): boolean => episodeId === id || aliases.includes(episodeId);

function standingByMemory({ seal: written = '', markerless }: Remembered): Standing {
  const seal = parseSeal(written);
  if (seal === undefined) return { kind: 'unmarked' };
  return markerless === true ? { kind: 'sealed', seal } : { kind: 'unmarked', seal };
}

const HANDED_OVER: readonly Standing['kind'][] = ['sealed', 'unfinished', 'unmarked', 'taken'];

export const isHandedOver = ({ kind }: Standing): boolean => HANDED_OVER.includes(kind);

/** Whether any call may go to the video. Which fields it may change, the merge and the policy of each field decide. */
export const canCall = (standing: Standing, { manage }: Policy): boolean =>
  manage !== 'observe' && isHandedOver(standing);

/** The seal that says which texts are ours; undefined when nothing does. */
export const sealOf = (standing: Standing): Seal | undefined =>
  'seal' in standing ? standing.seal : undefined;

/** What a run remembers of a video that stands so; undefined for one that was never handed over. */
export function rememberStanding(standing: Standing, videoId: string): Remembered | undefined {
  if (!isHandedOver(standing) || standing.kind === 'taken') return undefined;
  const seal = sealOf(standing);
  const isMarkerless = standing.kind === 'sealed' && standing.marker === undefined;
  return {
    videoId,
    ...(seal === undefined ? {} : { seal: formatSeal(seal) }),
    ...(isMarkerless ? { markerless: true as const } : {}),
  };
}

/**
 * The base renderings that apply to this video: none before it was handed over. When its file came to name it later, older commits
 * were never written to it.
 */
export function basesOf(
  standing: Standing,
  bases: readonly Desired[],
  { videoId }: Pick<LiveVideo, 'videoId'>,
): readonly Desired[] {
  if (!isHandedOver(standing) || standing.kind === 'taken') return [];
  if (standing.kind === 'unmarked' || 'marker' in standing) return bases;
  return bases.filter((base) => base.videoId === videoId);
}
