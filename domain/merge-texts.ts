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
  const equalsBase = input.base !== undefined && live === normalizeText(input.base.title);
  const seal = marker?.seal;
  return judge(input, 'title', {
    same,
    ours: seal?.title === sealTitle(live) || equalsBase,
    known: seal !== undefined || input.base !== undefined,
  });
}

/** A text that is right but lacks its marker, or carries a former one, is written again: the marker is ours. */
export function decideDescription(input: MergeInput, { body, marker }: Marked): Decision {
  const equal = body === normalizeText(input.desired.body);
  const same = equal && isPresent(marker, input.desired.episodeId);
  const equalsBase = input.base !== undefined && body === normalizeText(input.base.body);
  const ours = equal || equalsBase || marker?.seal?.description === sealBody(body);
  return judge(input, 'description', {
    same,
    ours,
    known: marker?.seal !== undefined || input.base !== undefined,
  });
}

const isPresent = (marker: Marker | undefined, episodeId: string): boolean =>
  marker?.episodeId === episodeId && marker.seal !== undefined && marker.former === undefined;

export function decideTags(input: MergeInput, { marker }: Marked): Decision {
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
