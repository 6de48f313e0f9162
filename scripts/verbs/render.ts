import type { Settings } from '../../config/settings.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { type Desired, renderDesired } from '../../domain/render/desired.ts';
import { countTags, LIMITS } from '../../domain/render/limits/limits.ts';
import { countBytes, countCharacters } from '../../domain/render/limits/measure.ts';
import { problemsOf, renderEpisode } from '../../domain/render/rendering.ts';
import { TemplateProblem } from '../../domain/render/template/template.ts';
import { compareProblems, isError, type Problem, renderProblem } from '../../domain/shared/problem.ts';
import { chooseEpisode } from '../content/choose-episode.ts';
import { type ContentRead, readContent } from '../content/read.ts';
import { sumProblems } from '../content/sum.ts';
import type { Outcome } from '../outcome.ts';

type Input = {
  readonly settings: Settings;
  /** An id, a former id, or the path of the file. */
  readonly name: string;
  /** The tree at a commit; absent: the files on disk. */
  readonly ref?: string;
};

type Texts = Pick<Desired, 'title' | 'description' | 'tags' | 'dropped'>;

/** What YouTube will say about an episode, how much of its limits that takes, and what is wrong with it; 1 for an error. */
export async function render({ settings, name, ref }: Input): Promise<Outcome> {
  const read = await readContent(settings, ref);
  const episode = chooseEpisode(read, name);
  const catalog = read.catalog as Catalog;
  const texts = renderTexts(catalog, episode);
  const problems = listOwn(read, catalog, episode);
  const code = problems.some(isError) ? 1 : 0;
  const { id, origin } = episode;
  const head = `${id}: ${origin.path}, ${read.place}`;
  return {
    code,
    text: [head, ...(texts === undefined ? [] : describeTexts(texts)), ...describeProblems(problems)].join(
      '\n\n',
    ),
    json: {
      ok: code === 0,
      id,
      path: origin.path,
      place: read.place,
      ...(read.commit === undefined ? {} : { commit: read.commit }),
      ...(texts === undefined ? {} : { ...texts, dropped: texts.dropped ?? [], counts: countTexts(texts) }),
      problems,
    },
  };
}

/** Also when they are too long: an author wants to see by how much. Undefined when a template is broken. */
function renderTexts(catalog: Catalog, episode: Episode): Texts | undefined {
  try {
    const { title, description, tags, dropped } = renderDesired(catalog, episode);
    return { title, description, ...(tags && { tags }), ...(dropped && { dropped }) };
  } catch (error) {
    if (error instanceof TemplateProblem) return undefined;
    throw error;
  }
}

/** What is wrong with the episode's file, and with what it renders to. */
const listOwn = ({ problems }: ContentRead, catalog: Catalog, episode: Episode): readonly Problem[] =>
  [
    ...problems.filter(({ path }) => path === episode.origin.path),
    ...problemsOf(renderEpisode(catalog, episode)),
  ].toSorted(compareProblems);

function describeTexts(texts: Texts): string[] {
  const { title, description, tags, dropped = [] } = texts;
  const { title: titleCount, description: bodyCount, tags: tagCount } = countTexts(texts);
  return [
    `title: ${say(titleCount, 'characters')}\n${title}`,
    `description: ${say(bodyCount, 'bytes')}${dropped.length === 0 ? '' : `, without ${dropped.join(', ')}`}\n${description}`,
    tags === undefined ? 'tags: not ours' : `tags: ${say(tagCount, 'characters')}\n${tags.join(', ')}`,
  ];
}

function describeProblems(problems: readonly Problem[]): string[] {
  return problems.length === 0 ? [] : [...problems.map(renderProblem), sumProblems(problems).text];
}

type Count = { readonly used: number; readonly limit: number };
const say = ({ used, limit }: Count, unit: string): string =>
  `${used.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')} ${unit}`;

const countTexts = ({ title, description, tags = [] }: Texts) => ({
  title: { used: countCharacters(title), limit: LIMITS.titleCharacters },
  description: { used: countBytes(description), limit: LIMITS.descriptionBytes },
  tags: { used: countTags(tags), limit: LIMITS.tagCharacters },
});
