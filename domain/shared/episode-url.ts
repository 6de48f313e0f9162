import { trimEndOf } from './trim-end.ts';

/** The URLs that markers use: `academy.episodeUrl` and its former forms. */
export type MarkerForms = {
  readonly episodeUrl?: string | undefined;
  readonly formerEpisodeUrls?: readonly string[];
};

/** The canonical URL of an episode, or `Episode <id>` for an academy without URLs. */
export function formatEpisodeUrl(forms: MarkerForms, episodeId: string): string {
  return forms.episodeUrl === undefined
    ? `Episode ${episodeId}`
    : fillId(forms.episodeUrl, encodeId(episodeId));
}

/** The inverse for one form: the id in a URL; `fragment` is the part after `#`, which may be a seal. */
export function parseEpisodeUrl(text: string, form: string): { id: string; fragment: string } | undefined {
  const url = parseUrl(text);
  const id = url === undefined ? undefined : matchForm(url, form);
  return url === undefined || id === undefined ? undefined : { id, fragment: url.hash.slice(1) };
}

/** Whether a marker of this form can be found again: it has the id once, in its path, and no fragment. */
export function isMarkerForm(episodeUrl: string): boolean {
  const probe = 'show/episode-1';
  const found = parseEpisodeUrl(`${formatEpisodeUrl({ episodeUrl }, probe)}#seal`, episodeUrl);
  return found?.id === probe && found.fragment === 'seal';
}

const PLACEHOLDER = 'showrunner-episode-id';

/**
 * The whole rest of the path is the id, so an id cannot be mistaken for a longer one that begins with it. http and https are the
 * same here; the query and a slash at the end are ignored.
 */
function matchForm(url: URL, form: string): string | undefined {
  const pattern = parseUrl(fillId(form, PLACEHOLDER));
  if (pattern === undefined || pattern.host !== url.host) return undefined;
  const [before, after] = trimSlash(pattern.pathname).split(PLACEHOLDER);
  if (before === undefined || after === undefined) return undefined;
  const path = trimSlash(url.pathname);
  if (!path.startsWith(before) || !path.endsWith(after) || path.length <= before.length + after.length)
    return undefined;
  return decodeId(path.slice(before.length, path.length - after.length));
}

const fillId = (form: string, id: string): string => form.replace(/\{\{-?\s*episode\.id\s*-?\}\}/g, () => id);
const encodeId = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
const trimSlash = (path: string): string => trimEndOf(path, '/');

function decodeId(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function parseUrl(text: string): URL | undefined {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
