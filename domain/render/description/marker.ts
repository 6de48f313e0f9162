import { formatEpisodeUrl, type MarkerForms, parseEpisodeUrl } from '../../shared/episode-url.ts';
import { formatSeal, INSERTED, normalizeText, parseSeal, type Seal } from './seal.ts';

export {
  formatEpisodeUrl,
  isMarkerForm,
  type MarkerForms,
} from '../../shared/episode-url.ts';
export {
  INSERTED,
  normalizeTags,
  normalizeText,
  renderSeal,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
} from './seal.ts';

/** A marker found in a description; `former` if it does not have the current form of `episodeUrl`. */
export type Marker = { readonly episodeId: string; readonly seal?: Seal; readonly former?: true };

/** A description split into the text without the marker's line, and the marker if there is one. */
export type ParsedDescription = { readonly body: string; readonly marker?: Marker };

export function renderMarker(forms: MarkerForms, episodeId: string, seal: Seal): string {
  return `${formatEpisodeUrl(forms, episodeId)}#${formatSeal(seal)}`;
}

/** Written by our insert and not updated since. */
export const isInserted = (
  video: { readonly description: string; readonly tags: readonly string[] },
  forms: MarkerForms,
): boolean =>
  video.tags.length === 0 && parseDescription(video.description, forms).marker?.seal?.tags === INSERTED;

/** The description as sent to YouTube: the body, an empty line, the marker. */
export function renderDescription(body: string, marker: string): string {
  const text = normalizeText(body);
  return text === '' ? marker : `${text}\n\n${marker}`;
}

/** The inverse of renderDescription: removes the marker's line, wherever a person has moved it. */
export function parseDescription(description: string, forms: MarkerForms): ParsedDescription {
  const lines = description.split(LINE_END);
  const found = findMarker(lines, forms);
  if (found === undefined) return { body: normalizeText(description) };
  return { body: normalizeText(cutLine(lines, found.at).join('\n')), marker: found.marker };
}

/**
 * The same description with another marker. Every other byte stays, also in the marker's own line unless its address differs.
 * A description without our marker does not get one.
 */
export function replaceMarker(description: string, forms: MarkerForms, marker: string): string {
  const pieces = description.split(/(\r\n|\r|\n)/);
  const lines = pieces.filter((_piece, index) => index % 2 === 0);
  const found = findMarker(lines, forms);
  if (found === undefined) return description;
  return pieces.with(found.at * 2, renderOver(lines[found.at] ?? '', marker)).join('');
}

const LINE_END = /\r\n|\r|\n/;

/** The last sealed line, else the last line that names an episode. An unsealed line may be a link that a person wrote. */
function findMarker(
  lines: readonly string[],
  forms: MarkerForms,
): { at: number; marker: Marker } | undefined {
  const found = lines.flatMap((line, at) => {
    const marker = parseMarker(line, forms);
    return marker === undefined ? [] : [{ at, marker }];
  });
  return found.findLast(({ marker }) => marker.seal !== undefined) ?? found.at(-1);
}

/** Removes the line, and one of two empty lines around it, so that a marker in the middle leaves no gap. */
function cutLine(lines: readonly string[], at: number): string[] {
  const isEmpty = (index: number): boolean => lines[index]?.trim() === '';
  return isEmpty(at - 1) && isEmpty(at + 1) ? lines.toSpliced(at, 2) : lines.toSpliced(at, 1);
}

function renderOver(line: string, marker: string): string {
  const text = line.trim();
  const [address = '', seal = ''] = splitAt(marker, '#');
  const [old = ''] = splitAt(text, '#');
  const next = splitAt(old, '?')[0] === address ? `${old}#${seal}` : marker;
  return line.replace(text, () => next);
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function parseMarker(line: string, forms: MarkerForms): Marker | undefined {
  const text = line.trim();
  return parsePlain(text, forms) ?? parseAddress(text, forms);
}

/** People also write `Episode 12`, so without a seal it only counts if the marker is not a URL. */
function parsePlain(text: string, { episodeUrl }: MarkerForms): Marker | undefined {
  const match = /^Episode ([^\s#?]+)(?:#(\S*))?$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const marker = withSeal(match[1], match[2] ?? '');
  if (episodeUrl === undefined) return marker;
  return marker.seal === undefined ? undefined : { ...marker, former: true };
}

function parseAddress(text: string, forms: MarkerForms): Marker | undefined {
  for (const form of [forms.episodeUrl, ...(forms.formerEpisodeUrls ?? [])]) {
    const found = form === undefined ? undefined : parseEpisodeUrl(text, form);
    if (found === undefined) continue;
    const marker = withSeal(found.id, found.fragment);
    return form === forms.episodeUrl ? marker : { ...marker, former: true };
  }
  return undefined;
}

function withSeal(episodeId: string, fragment: string): Marker {
  const seal = parseSeal(fragment);
  return { episodeId, ...(seal && { seal }) };
}
