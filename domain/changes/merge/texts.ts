import {
  type Marker,
  normalizeTags,
  normalizeText,
  type ParsedDescription,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
} from '../../render/description/marker.ts';
import { ownershipOf } from '../../render/desired.ts';
import { type FieldDecision, judge, type MergeInput } from './judge.ts';

/** The three sealed texts are decided here. */
export function decideTitle(input: MergeInput, { marker }: ParsedDescription): FieldDecision {
  const live = normalizeText(input.live.title);
  const same = live === normalizeText(input.desired.title);
  const { bases = [] } = input;
  const equalsBase = bases.some((base) => live === normalizeText(base.title));
  const seal = marker?.seal;
  return judge(input, 'title', {
    same,
    ours: seal?.title === sealTitle(live) || equalsBase,
    known: seal !== undefined || bases.length > 0,
  });
}

/**
 * A correct text without its marker, or with a former one, is written again: the marker is ours. So is the text that our insert
 * wrote, as the first update completes its seal; and one whose seal does not match a text that is as desired, for example after
 * a person's text was adopted as content.
 */
export function decideDescription(input: MergeInput, { body, marker }: ParsedDescription): FieldDecision {
  const equal = body === normalizeText(input.desired.body);
  const { bases = [], created } = input;
  const present = isCurrentMarker(marker, input.desired.episodeId) && created !== true;
  const same = equal && present && isSealCurrent(marker?.seal, input);
  const equalsBase = bases.some((base) => body === normalizeText(base.body));
  const ours = equal || equalsBase || marker?.seal?.description === sealBody(body);
  return judge(input, 'description', {
    same,
    ours,
    known: marker?.seal !== undefined || bases.length > 0,
  });
}

const isCurrentMarker = (marker: Marker | undefined, episodeId: string): boolean =>
  marker?.episodeId === episodeId && marker.seal !== undefined && marker.former === undefined;

/** Each part of the seal matches its text, for texts that are ours and as desired. Only called if the description is. */
function isSealCurrent(seal: Seal | undefined, { desired, live }: MergeInput): boolean {
  const isOurs = (field: 'title' | 'tags'): boolean => ownershipOf(desired, field) === 'full';
  const isTitle = normalizeText(live.title) === normalizeText(desired.title);
  const isTags = tagsKey(desired.tags ?? []) === tagsKey(live.tags);
  return (
    seal?.description === sealBody(desired.body) &&
    !(isOurs('title') && isTitle && seal.title !== sealTitle(live.title)) &&
    !(isOurs('tags') && desired.tags !== undefined && isTags && seal.tags !== sealTags(live.tags))
  );
}

const tagsKey = (tags: readonly string[]): string => normalizeTags(tags).join('\n');

export function decideTags(input: MergeInput, { marker }: ParsedDescription): FieldDecision {
  const { desired, bases = [], live, created } = input;
  if (desired.tags === undefined) return 'not-ours';
  const equalsBase = bases.some(
    (base) => base.tags !== undefined && tagsKey(base.tags) === tagsKey(live.tags),
  );
  const seal = marker?.seal;
  const ours = seal?.tags === sealTags(live.tags) || equalsBase || created === true;
  return judge(input, 'tags', {
    same: tagsKey(desired.tags) === tagsKey(live.tags),
    ours,
    known: seal !== undefined || bases.length > 0,
  });
}
