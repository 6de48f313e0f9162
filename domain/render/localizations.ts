import type { Catalog, Episode, Show } from '../content/catalog/records.ts';
import { formatEpisodeUrl } from '../shared/episode-url.ts';
import { fitBody } from './description/fit-body.ts';
import { collectParts } from './description/parts.ts';
import { openTexts } from './description/texts.ts';
import { countIn, LIMITS } from './limits/measure.ts';

/** A title and a description as they are sent; without a seal, which only the own description has. */
export type Translation = { readonly title: string; readonly description: string };
export type Translations = Readonly<Record<string, Translation>>;

/** Every language that the episode names besides its own; undefined: none. Throws TemplateProblem. */
export function renderTranslations(
  catalog: Catalog,
  episode: Episode,
  show: Show | undefined,
): Translations | undefined {
  const languages = Object.keys(episode.localizations ?? {});
  if (languages.length === 0) return undefined;
  return Object.fromEntries(
    languages.toSorted().map((language) => [language, renderTranslation(catalog, episode, show, language)]),
  );
}

function renderTranslation(
  catalog: Catalog,
  episode: Episode,
  show: Show | undefined,
  language: string,
): Translation {
  const said = episode.localizations?.[language];
  if (said?.verbatim !== undefined) return { title: said.title, description: said.verbatim };
  const texts = openTexts(catalog, collectParts(catalog, episode, show, language));
  const link =
    catalog.academy.episodeUrl === undefined ? [] : [formatEpisodeUrl(catalog.academy, episode.id)];
  const withLink = (body: string): string => [body, ...link].filter((part) => part !== '').join('\n\n');
  const { body } = fitBody({
    render: texts.body,
    measure: (text) => countIn(catalog.academy.descriptionLimit, withLink(text)),
    most: LIMITS.description,
    overflow: episode.overflow ?? show?.overflow ?? catalog.academy.overflow ?? [],
  });
  return { title: texts.title(), description: withLink(body) };
}
