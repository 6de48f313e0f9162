import { parseChapter } from '../../../domain/changes/adopt/edit-chapters.ts';
import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { isOnYouTube } from '../../../domain/content/rules/kinds.ts';
import { isError, type Problem } from '../../../domain/shared/problem.ts';
import {
  countTexts,
  listEpisodeProblems,
  type RenderedTexts,
  renderTexts,
  type TextCount,
} from '../../lib/episode-texts.ts';
import type { Content } from '../../lib/read-content.ts';

/** Everything that the page of an episode shows. */
export type EpisodeView = {
  readonly id: string;
  readonly path: string;
  /** The name of the channel. */
  readonly channel: string;
  readonly start: string | undefined;
  /** Undefined when a template is broken. */
  readonly texts: RenderedTexts | undefined;
  readonly counts: readonly { readonly name: string; readonly count: TextCount; readonly unit: string }[];
  readonly chapters: readonly { readonly seconds: number; readonly title: string }[];
  readonly problems: readonly Problem[];
};

export function describeEpisode({ problems }: Content, catalog: Catalog, episode: Episode): EpisodeView {
  const texts = renderTexts(catalog, episode);
  return {
    id: episode.id,
    path: episode.origin.path,
    channel: catalog.academy.name,
    start: episode.start,
    texts,
    counts: texts === undefined ? [] : listCounts(texts, episode),
    chapters: texts === undefined ? [] : findChapters(texts.description),
    problems: listEpisodeProblems(problems, catalog, episode),
  };
}

function listCounts(texts: RenderedTexts, { kind }: Episode): EpisodeView['counts'] {
  const { title, description, tags } = countTexts(texts, kind);
  return [
    { name: 'Title', count: title, unit: 'characters' },
    { name: 'Description', count: description, unit: texts.unit },
    { name: 'Tags', count: tags, unit: 'characters' },
  ];
}

/** Those that YouTube shows: the first at 0:00, at least three, each of 10 seconds or more. */
function findChapters(description: string): EpisodeView['chapters'] {
  const chapters = description.split('\n').flatMap((line) => parseChapter(line) ?? []);
  const isLong = chapters.every(
    ({ seconds }, index) => index === 0 || seconds - (chapters[index - 1]?.seconds ?? 0) >= 10,
  );
  return chapters.length >= 3 && chapters[0]?.seconds === 0 && isLong ? chapters : [];
}

/** A line of the list of all episodes. */
export type Listed = {
  readonly id: string;
  readonly title: string;
  readonly start: string | undefined;
  readonly errors: number;
};

/** What is to come first, then the newest; those without a start last. */
export function listEpisodes({ problems }: Content, catalog: Catalog, now: number): readonly Listed[] {
  const isToCome = ({ start }: Listed): boolean => Date.parse(start ?? '') > now;
  const all = Object.values(catalog.episodes)
    .filter(({ kind }) => isOnYouTube(kind))
    .map(
      ({ id, title, start, origin }): Listed => ({
        id,
        title,
        start,
        errors: problems.filter((problem) => problem.path === origin.path && isError(problem)).length,
      }),
    )
    .toSorted((a, b) => ((a.start ?? '') < (b.start ?? '') ? 1 : -1));
  return [...all.filter(isToCome).toReversed(), ...all.filter((one) => !isToCome(one))];
}
