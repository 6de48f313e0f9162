import { hashText } from './hash.ts';

/** Short hashes of the three texts as we last wrote them: 8 digits of the description without marker, 4 of the title, 4 of the tags. */
export type Seal = { readonly description: string; readonly title: string; readonly tags: string };

/** A marker found in a description. */
export type Marker = { readonly episodeId: string; readonly seal?: Seal };

/** Where markers point: `academy.episodeUrl` and its former forms. */
export type MarkerForms = {
  readonly episodeUrl?: string | undefined;
  readonly formerEpisodeUrls?: readonly string[];
};

/** A description taken apart: the text without the marker's line, and the marker if there is one. */
export type Marked = { readonly body: string; readonly marker?: Marker };

/** NFC, LF, no space at the end of a line, no empty lines around: what YouTube may change does not count as a change. */
export function normalizeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}

export function renderSeal(texts: { body: string; title: string; tags: readonly string[] }): Seal {
  return { description: sealBody(texts.body), title: sealTitle(texts.title), tags: sealTags(texts.tags) };
}

export const sealBody = (body: string): string => hashText(normalizeText(body), 8);
export const sealTitle = (title: string): string => hashText(normalizeText(title), 4);
export const sealTags = (tags: readonly string[]): string => hashText(normalizeTags(tags).join('\n'), 4);

/** Tags as a set: YouTube keeps no order that means anything. */
export const normalizeTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.map((tag) => normalizeText(tag).trim()))].sort();

/** The canonical URL of an episode, or `Episode <id>` for an academy without URLs. */
export function renderEpisodeUrl(forms: MarkerForms, episodeId: string): string {
  return forms.episodeUrl === undefined
    ? `Episode ${episodeId}`
    : fillId(forms.episodeUrl, encodeId(episodeId));
}

export function renderMarker(forms: MarkerForms, episodeId: string, seal: Seal): string {
  return `${renderEpisodeUrl(forms, episodeId)}#${seal.description}-${seal.title}-${seal.tags}`;
}

/** The description as YouTube gets it: the body, an empty line, the marker. */
export function renderDescription(body: string, marker: string): string {
  const text = normalizeText(body);
  return text === '' ? marker : `${text}\n\n${marker}`;
}

/** The inverse of renderDescription: the last line that is a marker of ours is taken out, wherever a person moved it. */
export function parseDescription(description: string, forms: MarkerForms): Marked {
  const lines = description.replace(/\r\n?/g, '\n').split('\n');
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const marker = parseMarker(lines[index] ?? '', forms);
    if (marker === undefined) continue;
    return { body: normalizeText(lines.toSpliced(index, 1).join('\n')), marker };
  }
  return { body: normalizeText(description) };
}

/** The same description with another marker line; everything a person wrote stays byte for byte. */
export function replaceMarker(description: string, forms: MarkerForms, marker: string): string {
  const lines = description.split('\n');
  const index = lines.findLastIndex((line) => parseMarker(line, forms) !== undefined);
  return index < 0 ? description : lines.with(index, marker).join('\n');
}

function parseMarker(line: string, forms: MarkerForms): Marker | undefined {
  const text = line.trim();
  const plain = /^Episode ([^\s#?]+)(?:#(\S*))?$/.exec(text);
  if (plain?.[1] !== undefined) return withSeal(plain[1], plain[2]);
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const templates = [forms.episodeUrl, ...(forms.formerEpisodeUrls ?? [])];
  for (const template of templates) {
    const episodeId = template === undefined ? undefined : matchTemplate(url, template);
    if (episodeId !== undefined) return withSeal(episodeId, url.hash.slice(1));
  }
  return undefined;
}

function withSeal(episodeId: string, fragment: string | undefined): Marker {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})$/.exec(fragment ?? '');
  const [, description, title, tags] = match ?? [];
  if (description === undefined || title === undefined || tags === undefined) return { episodeId };
  return { episodeId, seal: { description, title, tags } };
}

const STAND_IN = 'showrunner-episode-id';

/** The whole rest of the path is the id, so one id can never be taken for another that it begins. The query is ignored. */
function matchTemplate(url: URL, template: string): string | undefined {
  const pattern = parseUrl(fillId(template, STAND_IN));
  if (pattern === undefined || pattern.origin !== url.origin) return undefined;
  const [before, after] = pattern.pathname.split(STAND_IN);
  if (before === undefined || after === undefined) return undefined;
  const path = url.pathname;
  if (!path.startsWith(before) || !path.endsWith(after) || path.length <= before.length + after.length)
    return undefined;
  return decodeId(path.slice(before.length, path.length - after.length));
}

const fillId = (template: string, id: string): string => template.replace(/\{\{\s*episode\.id\s*\}\}/g, id);
const encodeId = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

function decodeId(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function parseUrl(text: string): URL | undefined {
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
