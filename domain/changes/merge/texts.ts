import {
  type Marker,
  NEVER_WRITTEN,
  normalizeTags,
  normalizeText,
  type ParsedDescription,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
} from '../../render/description/marker.ts';
import { ownershipOf } from '../../render/desired.ts';
import { isHandedOver, sealOf } from '../hand-over.ts';
import { type Claim, type FieldDecision, isCreation, judge, type MergeInput, takesMarker } from './judge.ts';

/** The three sealed texts are decided here. */
export function decideTitle(input: MergeInput): FieldDecision {
  const live = normalizeText(input.live.title);
  const { bases = [] } = input;
  return judge(input, 'title', {
    same: live === normalizeText(input.desired.title),
    ...claimText(input, 'title', {
      hash: sealTitle(live),
      equalsBase: bases.some((base) => live === normalizeText(base.title)),
    }),
  });
}

/**
 * A correct text without its marker, or with a former one, is written again: the marker is ours. So is the text that our insert
 * wrote, as the first update completes its seal; and one whose seal does not match a text that is as desired, for example after
 * a person's text was adopted as content. Where a person took the marker out, only an operator puts it back.
 */
export function decideDescription(input: MergeInput, { body, marker }: ParsedDescription): FieldDecision {
  const { bases = [], desired, standing } = input;
  const equal = body === normalizeText(desired.body);
  if (standing.kind === 'unmarked')
    return judge(input, 'description', { same: false, ours: false, known: true, policyApplies: false });
  if (!isHandedOver(standing)) return judge(input, 'description', { same: equal, ours: false, known: false });
  const present = isCurrentMarker(marker, desired.episodeId) && !isCreation(input);
  const claim = claimText(input, 'description', {
    hash: sealBody(body),
    equalsBase: bases.some((base) => body === normalizeText(base.body)),
  });
  return judge(input, 'description', {
    ...claim,
    same: equal && (!takesMarker(input) || isSealed(input, present)),
    ours: claim.ours || equal,
  });
}

const isSealed = (input: MergeInput, present: boolean): boolean =>
  (present || !isMarked(input)) && isSealCurrent(sealOf(input.standing), input);

type TextFacts = { readonly hash: string; readonly equalsBase: boolean };

/** A text that we never wrote is no one's but the person's, whatever an earlier commit said. */
function claimText(
  { standing, bases = [] }: MergeInput,
  field: 'title' | 'description' | 'tags',
  { hash, equalsBase }: TextFacts,
): Omit<Claim, 'same'> {
  const seal = sealOf(standing);
  const isTheirs = seal?.[field] === NEVER_WRITTEN[field];
  return {
    ours: !isTheirs && (seal?.[field] === hash || equalsBase),
    known: seal !== undefined || bases.length > 0,
    policyApplies: !isTheirs,
  };
}

const isMarked = ({ standing }: MergeInput): boolean => !(standing.kind === 'sealed' && !standing.marker);

const isCurrentMarker = (marker: Marker | undefined, episodeId: string): boolean =>
  marker?.episodeId === episodeId && marker.kind !== 'unfinished' && marker.former === undefined;

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

/** Our insert could not set tags. */
export function decideTags(input: MergeInput): FieldDecision {
  const { desired, bases = [], live } = input;
  if (desired.tags === undefined) return 'not-ours';
  const claim = claimText(input, 'tags', {
    hash: sealTags(live.tags),
    equalsBase: bases.some((base) => base.tags !== undefined && tagsKey(base.tags) === tagsKey(live.tags)),
  });
  return judge(input, 'tags', {
    ...claim,
    same: tagsKey(desired.tags) === tagsKey(live.tags),
    ours: claim.ours || (isCreation(input) && live.tags.length === 0),
  });
}
