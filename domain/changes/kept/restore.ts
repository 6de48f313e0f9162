import {
  type MarkerSettings,
  parseDescription,
  renderMarker,
  replaceMarker,
  sealBody,
  sealTags,
  sealTitle,
} from '../../render/description/marker.ts';
import { hashValue } from '../../shared/hash.ts';
import type { LiveVideo } from '../live.ts';
import type { KeptTextField, KeptTexts } from './entry.ts';

type Live = Pick<LiveVideo, 'videoId' | 'title' | 'description' | 'tags'>;

export type RestoreInput = {
  readonly live: Live;
  readonly kept: KeptTexts;
  readonly fields: readonly KeptTextField[];
  readonly forms: MarkerSettings;
};

/**
 * The texts with the named fields as they were kept, byte for byte. Only the marker's line stays as it is now: its seal does not
 * fit a restored text, which is therefore a person's from then on. Where it would fit, because we wrote this text last, that part
 * of the seal becomes zeros.
 */
export function renderRestored({ live, kept, fields, forms }: RestoreInput): KeptTexts {
  const has = (field: KeptTextField): boolean => fields.includes(field);
  const next = {
    title: has('title') ? kept.title : live.title,
    description: has('description') ? restoreDescription(live, kept, forms) : live.description,
    tags: has('tags') ? kept.tags : live.tags,
  };
  return { ...next, description: disownFitting({ ...next, videoId: live.videoId }, fields, forms) };
}

function disownFitting(next: Live, fields: readonly KeptTextField[], forms: MarkerSettings): string {
  const { body, marker } = parseDescription(next, forms);
  const seal = marker?.seal;
  if (marker === undefined || seal === undefined) return next.description;
  const now = { title: sealTitle(next.title), description: sealBody(body), tags: sealTags(next.tags) };
  const fitting = fields.filter((field) => seal[field] === now[field]);
  if (fitting.length === 0) return next.description;
  const zeros = Object.fromEntries(fitting.map((field) => [field, '0'.repeat(seal[field].length)]));
  return replaceMarker(next, forms, renderMarker(forms, marker.episodeId, { ...seal, ...zeros }));
}

/**
 * The fields whose live value a restore would change. A description is compared without its marker's line, and without the kind of
 * its line ends: YouTube stores one kind only, and the other would be sent with each restore.
 */
export const listDifferent = (live: Live, kept: KeptTexts, forms: MarkerSettings): KeptTextField[] => [
  ...(live.title === kept.title ? [] : (['title'] as const)),
  ...(isSameLines(restoreDescription(live, kept, forms), live.description) ? [] : (['description'] as const)),
  ...(isEqualList(live.tags, kept.tags) ? [] : (['tags'] as const)),
];

const isSameLines = (a: string, b: string): boolean =>
  a.replace(/\r\n?/g, '\n') === b.replace(/\r\n?/g, '\n');

/** A short hash of what an operator has seen of the texts, so that a change in between is noticed. */
export const hashShown = ({ title, description, tags }: KeptTexts): string =>
  hashValue({ title, description, tags }, 12);

function restoreDescription(live: Live, kept: KeptTexts, forms: MarkerSettings): string {
  const { videoId } = live;
  const line = findMarkerLine(live, forms)?.text;
  const own = findMarkerLine({ videoId, description: kept.description }, forms);
  if (line === undefined) return kept.description;
  if (own !== undefined) return own.pieces.with(own.at, line).join('');
  return kept.description === '' ? line : `${kept.description}\n\n${line}`;
}

/**
 * The sealed line that `parseDescription` takes for the marker, in the pieces of the text: lines, with the line ends between them.
 * A line without a seal may be a person's link: it is part of the text.
 */
function findMarkerLine(
  video: Pick<Live, 'videoId' | 'description'>,
  forms: MarkerSettings,
): { readonly text: string; readonly at: number; readonly pieces: readonly string[] } | undefined {
  const { marker } = parseDescription(video, forms);
  if (marker === undefined) return undefined;
  const pieces = video.description.split(/(\r\n|\r|\n)/);
  const wanted = JSON.stringify(marker);
  const at = pieces.findLastIndex(
    (piece) => JSON.stringify(parseDescription({ ...video, description: piece }, forms).marker) === wanted,
  );
  return at === -1 ? undefined : { text: pieces[at] ?? '', at, pieces };
}

const isEqualList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);
