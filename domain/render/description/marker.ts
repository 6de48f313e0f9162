import { formatEpisodeUrl, type MarkerForms, parseEpisodeUrl } from '../../shared/episode-url.ts';
import { formatSeal, normalizeText, parseSeal, type Seal, sealVideo, UNFINISHED } from './seal.ts';

export {
  formatEpisodeUrl,
  isMarkerForm,
  type MarkerForms,
} from '../../shared/episode-url.ts';
export {
  formatSeal,
  NEVER_WRITTEN,
  normalizeTags,
  normalizeText,
  parseSeal,
  renderSeal,
  type Seal,
  sealBody,
  sealTags,
  sealTitle,
  sealVideo,
  UNFINISHED,
} from './seal.ts';

/** What an academy says about its markers. */
export type MarkerSettings = MarkerForms & { readonly channelId: string };

/**
 * A sealed line that names an episode. `fits`: written for this very video; `unfinished`: by an insert of ours, or copied from one;
 * `unbound`: by version 0.2, whose seals do not name their video. `former`: it does not have the current form of `episodeUrl`.
 */
export type Marker = {
  readonly episodeId: string;
  readonly seal: Seal;
  readonly kind: 'fits' | 'unfinished' | 'unbound';
  readonly former?: true;
};

/**
 * A description split into the text without the marker's line, and the marker if there is one. `links`: episodes that other
 * lines name, without a seal or with one of another video.
 */
export type ParsedDescription = {
  readonly body: string;
  readonly marker?: Marker;
  readonly links: readonly string[];
};

type Described = { readonly videoId: string; readonly description: string };

export function renderMarker(forms: MarkerForms, episodeId: string, seal: Seal): string {
  return `${formatEpisodeUrl(forms, episodeId)}#${formatSeal(seal)}`;
}

/** The description as sent to YouTube: the body, an empty line, the marker. */
export function renderDescription(body: string, marker: string): string {
  const text = normalizeText(body);
  return text === '' ? marker : `${text}\n\n${marker}`;
}

/** The inverse of renderDescription: removes the marker's line, wherever a person has moved it. */
export function parseDescription(video: Described, settings: MarkerSettings): ParsedDescription {
  const lines = video.description.split(LINE_END);
  const named = listNamed(lines, settings, video.videoId);
  const found = chooseMarker(named);
  const links = named.filter(({ at }) => at !== found?.at).map(({ episodeId }) => episodeId);
  if (found === undefined) return { body: normalizeText(video.description), links };
  const { at, ...marker } = found;
  return { body: normalizeText(cutLine(lines, at).join('\n')), marker, links };
}

/**
 * The same description with another marker. Every other byte stays, also in the marker's own line unless its address differs.
 * A description without our marker does not get one.
 */
export function replaceMarker(video: Described, settings: MarkerSettings, marker: string): string {
  const pieces = video.description.split(/(\r\n|\r|\n)/);
  const lines = pieces.filter((_piece, index) => index % 2 === 0);
  const found = chooseMarker(listNamed(lines, settings, video.videoId));
  if (found === undefined) return video.description;
  return pieces.with(found.at * 2, renderOver(lines[found.at] ?? '', marker)).join('');
}

/** The description without the marker of this video, which every other byte survives; `episodeId`: of the marker. */
export function removeMarker(
  video: Described,
  settings: MarkerSettings,
): { readonly body: string; readonly episodeId?: string } {
  const pieces = video.description.split(/(\r\n|\r|\n)/);
  const lines = pieces.filter((_piece, index) => index % 2 === 0);
  const found = chooseMarker(listNamed(lines, settings, video.videoId));
  if (found?.kind !== 'fits') return { body: video.description };
  const at = found.at * 2;
  const isAfterEmpty = at >= 4 && pieces[at - 2] === '';
  const from = Math.max(0, at - (isAfterEmpty ? 3 : 1));
  return { body: pieces.toSpliced(from, at - from + 1).join(''), episodeId: found.episodeId };
}

const LINE_END = /\r\n|\r|\n/;

/** A line that names an episode: a marker, or a link that a person wrote or copied. */
type NamedLine = { readonly at: number; readonly episodeId: string } & Partial<Omit<Marker, 'episodeId'>>;

function listNamed(lines: readonly string[], settings: MarkerSettings, videoId: string): NamedLine[] {
  const here = sealVideo({ channelId: settings.channelId, videoId });
  return lines.flatMap((line, at) => {
    const named = parseLine(line.trim(), settings);
    if (named === undefined) return [];
    const { fragment, ...rest } = named;
    const seal = parseSeal(fragment);
    const kind = seal === undefined ? undefined : kindOf(seal, here);
    return [{ at, ...rest, ...(seal === undefined || kind === undefined ? {} : { seal, kind }) }];
  });
}

function kindOf({ video }: Seal, here: string): Marker['kind'] | undefined {
  if (video === undefined) return 'unbound';
  if (video === UNFINISHED) return 'unfinished';
  return video === here ? 'fits' : undefined;
}

/** The last line that fits this video, else the last unfinished one, else the last of version 0.2. */
function chooseMarker(named: readonly NamedLine[]): (Marker & { readonly at: number }) | undefined {
  for (const kind of ['fits', 'unfinished', 'unbound'] as const) {
    const found = named.findLast((line) => line.kind === kind);
    if (found?.seal !== undefined) return { ...found, seal: found.seal, kind };
  }
  return undefined;
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

type ParsedLine = { readonly episodeId: string; readonly fragment: string; readonly former?: true };

const parseLine = (text: string, forms: MarkerForms): ParsedLine | undefined =>
  parsePlain(text, forms) ?? parseAddress(text, forms);

/** People also write `Episode 12`: without a seal it names nothing. */
function parsePlain(text: string, { episodeUrl }: MarkerForms): ParsedLine | undefined {
  const match = /^Episode ([^\s#?]+)#(\S+)$/.exec(text);
  const [, episodeId, fragment] = match ?? [];
  if (episodeId === undefined || fragment === undefined || parseSeal(fragment) === undefined)
    return undefined;
  return { episodeId, fragment, ...(episodeUrl === undefined ? {} : { former: true }) };
}

function parseAddress(text: string, forms: MarkerForms): ParsedLine | undefined {
  for (const form of [forms.episodeUrl, ...(forms.formerEpisodeUrls ?? [])]) {
    const found = form === undefined ? undefined : parseEpisodeUrl(text, form);
    if (found === undefined) continue;
    const { id, fragment } = found;
    return { episodeId: id, fragment, ...(form === forms.episodeUrl ? {} : { former: true }) };
  }
  return undefined;
}
