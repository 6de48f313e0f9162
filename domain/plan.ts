import { COSTS } from './costs.ts';
import { type Desired, hashDesired } from './desired.ts';
import { hashText } from './hash.ts';
import type { LiveBroadcast } from './live.ts';
import { parseDescription } from './marker.ts';
import { type Merge, type MergeInput, mergeVideo } from './merge.ts';
import { FIELDS, type Field } from './ownership.ts';
import { renderTexts, type VideoTexts } from './video-texts.ts';

export type { VideoTexts } from './video-texts.ts';

/** One call that takes `live` towards `desired`. */
export type Change =
  | {
      readonly call: 'videos.update';
      readonly fields: readonly string[];
      readonly next: VideoTexts;
      readonly units: number;
    }
  | {
      readonly call: 'liveBroadcasts.update';
      readonly fields: readonly string[];
      readonly next: { readonly start?: string; readonly latency?: NonNullable<LiveBroadcast['latency']> };
      readonly units: number;
    };

/** What one video needs: calls in order, and what was left alone because a person or nobody knows who changed it. */
export type VideoPlan = {
  readonly episodeId: string;
  readonly videoId: string;
  readonly changes: readonly Change[];
  readonly edited: readonly Field[];
  readonly unknown: readonly Field[];
  readonly units: number;
};

/**
 * Plans one video; a plain value, the same for a pull request and for the activity that executes it. The broadcast comes
 * first: its update sends title and description back as they were read, and must not undo the texts.
 */
export function planVideo(input: MergeInput): VideoPlan {
  const merge = mergeVideo(input);
  const changes = mayWrite(input) ? [...planBroadcast(input, merge), ...planTexts(input, merge)] : [];
  return {
    episodeId: input.desired.episodeId,
    videoId: input.live.videoId,
    changes,
    edited: fieldsThatAre('edited', merge),
    unknown: fieldsThatAre('unknown', merge),
    units: changes.reduce((sum, change) => sum + change.units, 0),
  };
}

/**
 * Whether the video may be written at all: `manage`, and never one that neither its marker nor a `videoId` makes ours. An
 * operator who releases the description makes it ours again: the marker comes with it.
 */
function mayWrite({ desired, live, forms, overwrite }: MergeInput): boolean {
  const { marker } = parseDescription(live.description, forms);
  const isClaimed =
    marker !== undefined || desired.videoId === live.videoId || overwrite?.includes('description') === true;
  switch (desired.policy.manage) {
    case 'observe':
      return false;
    case 'new':
      return marker?.seal !== undefined;
    case 'full':
      return isClaimed;
  }
}

const SNIPPET = ['title', 'description', 'tags', 'category', 'language', 'visibility'] as const;

function planTexts(input: MergeInput, merge: Merge): Change[] {
  const fields = SNIPPET.filter((field) => merge[field] === 'write');
  if (fields.length === 0) return [];
  return [{ call: 'videos.update', fields, next: renderTexts(input, merge), units: COSTS['videos.update'] }];
}

function planBroadcast({ desired }: MergeInput, merge: Merge): Change[] {
  const fields = (['start', 'latency'] as const).filter((field) => merge[field] === 'write');
  if (fields.length === 0) return [];
  const next = {
    ...(merge.start === 'write' && desired.start !== undefined ? { start: desired.start } : {}),
    ...(merge.latency === 'write' && desired.latency !== undefined ? { latency: desired.latency } : {}),
  };
  return [{ call: 'liveBroadcasts.update', fields, next, units: COSTS['liveBroadcasts.update'] }];
}

const fieldsThatAre = (word: 'edited' | 'unknown', merge: Merge): Field[] =>
  FIELDS.filter((field) => Object.hasOwn(merge, field) && merge[field as keyof Merge] === word);

/** The checksum of a plan: over the sorted pairs (episode id, hash of desired), so a pull request and the worker agree. */
export function checksumOf(desired: readonly Desired[]): string {
  const pairs = desired.map((one) => `${one.episodeId} ${hashDesired(one)}`).sort();
  return hashText(pairs.join('\n'), 12);
}
