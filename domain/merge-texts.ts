import { type Decision, judge, type MergeInput } from './judge.ts';
import {
  type Marked,
  type Marker,
  normalizeTags,
  normalizeText,
  sealBody,
  sealTags,
  sealTitle,
} from './marker.ts';

/** The three texts under the seal. */
export function decideTitle(input: MergeInput, { marker }: Marked): Decision {
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
 * A text that is right but lacks its marker, or carries a former one, is written again: the marker is ours. So is the one
 * that our insert wrote: its seal is finished by the first update.
 */
export function decideDescription(input: MergeInput, { body, marker }: Marked): Decision {
  const equal = body === normalizeText(input.desired.body);
  const { bases = [], created } = input;
  const same = equal && isPresent(marker, input.desired.episodeId) && created !== true;
  const equalsBase = bases.some((base) => body === normalizeText(base.body));
  const ours = equal || equalsBase || marker?.seal?.description === sealBody(body);
  return judge(input, 'description', {
    same,
    ours,
    known: marker?.seal !== undefined || bases.length > 0,
  });
}

const isPresent = (marker: Marker | undefined, episodeId: string): boolean =>
  marker?.episodeId === episodeId && marker.seal !== undefined && marker.former === undefined;

export function decideTags(input: MergeInput, { marker }: Marked): Decision {
  const { desired, bases = [], live, created } = input;
  if (desired.tags === undefined) return 'not-ours';
  const key = (tags: readonly string[]): string => normalizeTags(tags).join('\n');
  const equalsBase = bases.some((base) => base.tags !== undefined && key(base.tags) === key(live.tags));
  const seal = marker?.seal;
  const ours = seal?.tags === sealTags(live.tags) || equalsBase || created === true;
  return judge(input, 'tags', {
    same: key(desired.tags) === key(live.tags),
    ours,
    known: seal !== undefined || bases.length > 0,
  });
}
