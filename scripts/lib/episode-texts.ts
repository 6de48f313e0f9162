import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { isOnYouTube } from '../../domain/content/rules/kinds.ts';
import { countDescription, type Desired, renderDesired, renderMarked } from '../../domain/render/desired.ts';
import { countTags, LIMITS } from '../../domain/render/limits/limits.ts';
import { countCharacters, type LengthUnit } from '../../domain/render/limits/measure.ts';
import { problemsOf, renderEpisode } from '../../domain/render/rendering.ts';
import { TemplateProblem } from '../../domain/render/template/template.ts';
import { compareProblems, type Problem } from '../../domain/shared/problem.ts';

/** `description` has its address without a seal, which depends on the video; `length` counts one. */
export type RenderedTexts = Pick<Desired, 'title' | 'tags' | 'dropped'> & {
  readonly description: string;
  readonly length: number;
  readonly unit: LengthUnit;
};

/** Also when they are too long, so that the author sees by how much. undefined when a template is broken. */
export function renderTexts(catalog: Catalog, episode: Episode): RenderedTexts | undefined {
  try {
    const desired = renderDesired(catalog, episode);
    const { title, marker, tags, dropped } = desired;
    const description = renderMarked(desired, marker);
    return {
      title,
      description,
      length: countDescription(desired, catalog.academy.descriptionLimit),
      unit: catalog.academy.descriptionLimit,
      ...(tags && { tags }),
      ...(dropped && { dropped }),
    };
  } catch (error) {
    if (error instanceof TemplateProblem) return undefined;
    throw error;
  }
}

/** The problems of the episode's file, and of the texts rendered from it. */
export const listEpisodeProblems = (
  problems: readonly Problem[],
  catalog: Catalog,
  episode: Episode,
): readonly Problem[] =>
  [
    ...problems.filter(({ path }) => path === episode.origin.path),
    ...problemsOf(renderEpisode(catalog, episode)),
  ].toSorted(compareProblems);

export type TextCount = { readonly used: number; readonly limit?: number };

export const formatCount = ({ used, limit }: TextCount): string =>
  [used, ...(limit === undefined ? [] : [limit])].map((one) => one.toLocaleString('en-US')).join(' of ');

/** Without limits if the episode is not on YouTube. */
export function countTexts({ title, length, tags = [] }: RenderedTexts, kind: Episode['kind']) {
  const count = (used: number, limit: number): TextCount => (isOnYouTube(kind) ? { used, limit } : { used });
  return {
    title: count(countCharacters(title), LIMITS.titleCharacters),
    description: count(length, LIMITS.description),
    tags: count(countTags(tags), LIMITS.tagCharacters),
  };
}
