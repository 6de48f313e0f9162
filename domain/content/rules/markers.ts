import { formatEpisodeUrl, type MarkerForms, parseEpisodeUrl } from '../../shared/episode-url.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault } from '../../shared/messages.ts';
import { sourceOf } from '../catalog/sources.ts';
import { type Rule, recordProblem } from './draft.ts';

type Form = { readonly form: string; readonly key: KeyPath };

/**
 * A marker is read with the first form that matches. If an earlier form reads the URLs of a later one as another id, the marker of
 * one episode would lead to another episode.
 */
export const ambiguousMarkers: Rule = ({ academy, episodes }) => {
  if (academy === undefined) return [];
  const forms = listForms(academy);
  return forms.flatMap(({ form, key }, at) => {
    const earlier = forms.slice(0, at).filter((one) => hostOf(one.form) === hostOf(form));
    if (earlier.length === 0) return [];
    const wrong = episodes.map(({ id }) => ({ id, read: readThrough(earlier, form, id) }));
    const first = wrong.find(({ id, read }) => read !== undefined && read !== id);
    if (first === undefined) return [];
    const message = describeFault(
      key,
      `a form that names "${first.id}"`,
      `one that is read as "${first.read}"`,
    );
    const hint = 'Forms are tried in order, "episodeUrl" first.';
    return [recordProblem(sourceOf(academy), { key, code: 'ambiguous-marker', message, hint })];
  });
};

function listForms({ episodeUrl, formerEpisodeUrls = [] }: MarkerForms): Form[] {
  return [
    ...(episodeUrl === undefined ? [] : [{ form: episodeUrl, key: ['episodeUrl'] }]),
    ...formerEpisodeUrls.map((form, index) => ({ form, key: ['formerEpisodeUrls', index] })),
  ];
}

function readThrough(earlier: readonly Form[], form: string, id: string): string | undefined {
  const url = formatEpisodeUrl({ episodeUrl: form }, id);
  return earlier.map((one) => parseEpisodeUrl(url, one.form)?.id).find((read) => read !== undefined);
}

const hostOf = (form: string): string => /^https?:\/\/([^/]*)/i.exec(form)?.[1]?.toLowerCase() ?? form;
