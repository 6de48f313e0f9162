import { type Desired, ownershipOf, privacyIn } from './desired.ts';
import type { LiveBroadcast, LiveVideo } from './live.ts';
import {
  type Marked,
  type MarkerForms,
  normalizeTags,
  normalizeText,
  parseDescription,
  sealBody,
  sealTags,
  sealTitle,
} from './marker.ts';
import type { Field } from './ownership.ts';

/**
 * What becomes of one field of one video.
 * same: nothing to do · write: ours, to be written · edited: a person changed it, we leave it · unknown: nobody can say whose it is, we leave it
 * · not-ours: the content says nothing or the policy forbids.
 */
export type Decision = 'same' | 'write' | 'edited' | 'unknown' | 'not-ours';

export type Merge = Readonly<Record<Exclude<Field, 'stream' | 'playlists' | 'thumbnail'>, Decision>>;

export type MergeInput = {
  readonly desired: Desired;
  /** What we last made YouTube say, as far as history tells. */
  readonly base?: Desired | undefined;
  readonly live: LiveVideo;
  readonly broadcast?: LiveBroadcast | undefined;
  readonly forms: MarkerForms;
  /** An operator's word: what a person edited is written all the same. */
  readonly overwrite?: boolean;
};

/** Decides field by field; reads nothing, writes nothing. The table of all cases is in docs/merge.md. */
export function mergeVideo(input: MergeInput): Merge {
  const marked = parseDescription(input.live.description, input.forms);
  return {
    title: decideTitle(input, marked),
    description: decideDescription(input, marked),
    tags: decideTags(input, marked),
    category: decide(input, 'category', input.live.categoryId, (desired) => desired.categoryId),
    language: decide(input, 'language', input.live.defaultLanguage, (desired) => desired.language),
    visibility: decideVisibility(input),
    start: decideBroadcast(input, 'start', sameInstant(input.broadcast?.start), (desired) =>
      sameInstant(desired.start),
    ),
    latency: decideBroadcast(input, 'latency', input.broadcast?.latency, (desired) => desired.latency),
  };
}

type Claim = { readonly same: boolean; readonly ours: boolean; readonly known: boolean };

/** The one rule: equal is done; ours is written; otherwise it is a person's, or nobody knows. */
function judge(input: MergeInput, field: Field, { same, ours, known }: Claim): Decision {
  if (ownershipOf(input.desired, field) !== 'full') return 'not-ours';
  if (same) return 'same';
  if (ours || input.overwrite === true || input.desired.policy.drift === 'overwrite') return 'write';
  return known ? 'edited' : 'unknown';
}

function decideTitle(input: MergeInput, { marker }: Marked): Decision {
  const live = normalizeText(input.live.title);
  const same = live === normalizeText(input.desired.title);
  const equalsBase = input.base !== undefined && live === normalizeText(input.base.title);
  const seal = marker?.seal;
  return judge(input, 'title', {
    same,
    ours: seal?.title === sealTitle(live) || equalsBase,
    known: seal !== undefined || input.base !== undefined,
  });
}

/** A text that is right but lacks its marker, or carries a former one, is written again: the marker is ours. */
function decideDescription(input: MergeInput, { body, marker }: Marked): Decision {
  const equal = body === normalizeText(input.desired.body);
  const same = equal && marker?.episodeId === input.desired.episodeId && marker.seal !== undefined;
  const equalsBase = input.base !== undefined && body === normalizeText(input.base.body);
  const ours = equal || equalsBase || marker?.seal?.description === sealBody(body);
  return judge(input, 'description', {
    same,
    ours,
    known: marker?.seal !== undefined || input.base !== undefined,
  });
}

function decideTags(input: MergeInput, { marker }: Marked): Decision {
  const { desired, base, live } = input;
  if (desired.tags === undefined) return 'not-ours';
  const key = (tags: readonly string[]): string => normalizeTags(tags).join('\n');
  const equalsBase = base?.tags !== undefined && key(base.tags) === key(live.tags);
  const seal = marker?.seal;
  const ours = seal?.tags === sealTags(live.tags) || equalsBase;
  return judge(input, 'tags', {
    same: key(desired.tags) === key(live.tags),
    ours,
    known: seal !== undefined || base !== undefined,
  });
}

/** A field without a seal is ours while it equals what the base says; an empty one may be filled. */
function decide(
  input: MergeInput,
  field: Field,
  live: string | undefined,
  read: (desired: Desired) => string | undefined,
): Decision {
  const desired = read(input.desired);
  if (desired === undefined) return 'not-ours';
  const base = input.base === undefined ? undefined : read(input.base);
  return judge(input, field, {
    same: live === desired,
    ours: live === undefined || live === base,
    known: base !== undefined,
  });
}

/** After the stream the privacy of before is still ours: nobody but the stream's end made it wrong. */
function decideVisibility(input: MergeInput): Decision {
  const { desired, base, live } = input;
  const finished = live.phase === 'complete' || live.phase === 'none';
  const wanted = privacyIn(desired, finished);
  if (wanted === undefined) return 'not-ours';
  const wasOurs = [
    base && privacyIn(base, finished),
    finished ? (base ?? desired).visibility?.live : undefined,
  ];
  return judge(input, 'visibility', {
    same: live.privacy === wanted,
    ours: wasOurs.includes(live.privacy),
    known: base !== undefined,
  });
}

/** Start and latency live on the broadcast and can change until it goes live. */
function decideBroadcast(
  input: MergeInput,
  field: 'start' | 'latency',
  live: string | undefined,
  read: (desired: Desired) => string | undefined,
): Decision {
  if (input.broadcast === undefined || input.live.phase !== 'upcoming') return 'not-ours';
  return decide(input, field, live, read);
}

const sameInstant = (iso: string | undefined): string | undefined =>
  iso === undefined ? undefined : new Date(iso).toISOString();
