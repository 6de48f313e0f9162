import { COSTS, type Method } from './costs.ts';
import { type Desired, hashDesired, privacyIn } from './desired.ts';
import { hashText } from './hash.ts';
import type { LiveBroadcast, LiveVideo } from './live.ts';
import {
  parseDescription,
  renderDescription,
  renderMarker,
  replaceMarker,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
} from './marker.ts';
import { type Merge, type MergeInput, mergeVideo } from './merge.ts';

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
      readonly next: { readonly start?: string; readonly latency?: LiveBroadcast['latency'] };
      readonly units: number;
    };

/** The whole snippet as it will be sent, and the privacy when it changes. */
export type VideoTexts = {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly categoryId: string;
  readonly defaultLanguage?: string;
  readonly privacy?: LiveVideo['privacy'];
};

/** What one video needs: calls in order, and what was left alone because a person or nobody knows who changed it. */
export type VideoPlan = {
  readonly episodeId: string;
  readonly videoId: string;
  readonly changes: readonly Change[];
  readonly edited: readonly string[];
  readonly unknown: readonly string[];
  readonly units: number;
};

/** Plans one video; a plain value, the same for a pull request and for the activity that executes it. */
export function planVideo(input: MergeInput): VideoPlan {
  const merge = mergeVideo(input);
  const changes = isManaged(input) ? [...planTexts(input, merge), ...planBroadcast(input, merge)] : [];
  return {
    episodeId: input.desired.episodeId,
    videoId: input.live.videoId,
    changes,
    edited: fieldsThatAre('edited', merge),
    unknown: fieldsThatAre('unknown', merge),
    units: changes.reduce((sum, change) => sum + change.units, 0),
  };
}

/** `observe` writes nothing; `new` only what carries our marker. */
function isManaged({ desired, live, forms }: MergeInput): boolean {
  if (desired.policy.manage === 'full') return true;
  return (
    desired.policy.manage === 'new' && parseDescription(live.description, forms).marker?.seal !== undefined
  );
}

const SNIPPET = ['title', 'description', 'tags', 'category', 'language', 'visibility'] as const;

function planTexts(input: MergeInput, merge: Merge): Change[] {
  const fields = SNIPPET.filter((field) => merge[field] === 'write');
  if (fields.length === 0) return [];
  return [{ call: 'videos.update', fields, next: renderTexts(input, merge), units: COSTS['videos.update'] }];
}

function renderTexts(input: MergeInput, merge: Merge): VideoTexts {
  const { desired, live } = input;
  const language = merge.language === 'write' ? desired.language : live.defaultLanguage;
  const finished = live.phase === 'complete' || live.phase === 'none';
  const privacy = merge.visibility === 'write' ? privacyIn(desired, finished) : undefined;
  const title = merge.title === 'write' ? desired.title : live.title;
  const tags = merge.tags === 'write' ? (desired.tags ?? []) : live.tags;
  return {
    title,
    tags,
    description: renderSealed(input, merge, { title, tags }),
    categoryId: merge.category === 'write' ? (desired.categoryId ?? live.categoryId) : live.categoryId,
    ...(language === undefined ? {} : { defaultLanguage: language }),
    ...(privacy === undefined ? {} : { privacy }),
  };
}

/** A person's text keeps every byte but the marker's line; a text without a marker is left without one. */
function renderSealed(
  input: MergeInput,
  merge: Merge,
  sent: { title: string; tags: readonly string[] },
): string {
  const { desired, live, forms } = input;
  const { body, marker } = parseDescription(live.description, forms);
  const ours = merge.description === 'write' || merge.description === 'same';
  const next = merge.description === 'write' ? desired.body : body;
  const seal = renderNextSeal(merge, marker?.seal, { ...sent, body: next });
  const line = renderMarker(forms, desired.episodeId, seal);
  return ours ? renderDescription(next, line) : replaceMarker(live.description, forms, line);
}

/** Each part says what we last wrote: new where we write or agree, as it was where a person's text stands. */
function renderNextSeal(
  merge: Merge,
  old: Seal | undefined,
  sent: { body: string; title: string; tags: readonly string[] },
): Seal {
  const agrees = (field: 'title' | 'description' | 'tags'): boolean =>
    merge[field] === 'write' || merge[field] === 'same';
  return {
    description: agrees('description') ? sealBody(sent.body) : (old?.description ?? '0'.repeat(8)),
    title: agrees('title') ? sealTitle(sent.title) : (old?.title ?? '0'.repeat(4)),
    tags: agrees('tags') ? sealTags(sent.tags) : (old?.tags ?? '0'.repeat(4)),
  };
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

const fieldsThatAre = (word: 'edited' | 'unknown', merge: Merge): string[] =>
  Object.entries(merge).flatMap(([field, decision]) => (decision === word ? [field] : []));

/** The checksum of a plan: over the sorted pairs (episode id, hash of desired), so a pull request and the worker agree. */
export function checksumOf(desired: readonly Desired[]): string {
  const pairs = desired.map((one) => `${one.episodeId} ${hashDesired(one)}`).sort();
  return hashText(pairs.join('\n'), 12);
}

export const sumUnits = (calls: readonly Method[]): number =>
  calls.reduce((sum, call) => sum + COSTS[call], 0);
