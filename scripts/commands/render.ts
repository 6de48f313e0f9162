import type { Settings } from '../../config/settings.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { isOnYouTube } from '../../domain/content/rules/kinds.ts';
import { countDescription, type Desired, renderDesired, renderMarked } from '../../domain/render/desired.ts';
import { countTags, LIMITS } from '../../domain/render/limits/limits.ts';
import { countCharacters, type LengthUnit } from '../../domain/render/limits/measure.ts';
import { problemsOf, renderEpisode } from '../../domain/render/rendering.ts';
import { TemplateProblem } from '../../domain/render/template/template.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { compareProblems, isError, type Problem, renderProblemLines } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import { CONTENT_FLAGS, JSON_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { problemsToJson, summarizeProblems } from '../lib/problems.ts';
import { readContent } from '../lib/read-content.ts';
import { resolveEpisode } from '../lib/resolve-episode.ts';
import { readOwnSettings } from '../lib/settings.ts';

export const command = defineCommand({
  arguments: { '<episode>': 'its id, a former id, or its file' },
  flags: {
    '--watch': 'render again whenever content changes, until Ctrl-C',
    ...CONTENT_FLAGS,
    ...JSON_FLAG,
  },
  run: async ({ episode, commit, watch, json, repository }, env) => {
    const settings = readOwnSettings(env, { repository });
    const run = () => render({ settings, name: episode, ref: commit });
    if (!watch) return run();
    if (commit !== undefined) throw new CommandError('--watch: a commit never changes; leave out --commit');
    const { watchContent } = await import('../lib/watch-content.ts');
    return watchContent({ location: settings.repository, asJson: json, run });
  },
});

type Input = {
  readonly settings: Settings;
  /** An id, a former id, or the path of the file. */
  readonly name: string;
  /** Render the tree of a commit; undefined: the files on disk. */
  readonly ref?: string | undefined;
};

/** `description` has its address without a seal, which depends on the video; `length` counts one. */
type Texts = Pick<Desired, 'title' | 'tags' | 'dropped'> & {
  readonly description: string;
  readonly length: number;
  readonly unit: LengthUnit;
};

/** Renders the texts of an episode with how much of YouTube's limits they use, and lists its problems; 1 for an error. */
export async function render({ settings, name, ref }: Input): Promise<Outcome> {
  const content = await readContent(settings, ref);
  const { catalog, episode } = resolveEpisode(content, name);
  const { id, origin } = episode;
  const { place, commit } = content;
  const texts = renderTexts(catalog, episode);
  const counts = texts && countTexts(texts, episode.kind);
  const problems = listEpisodeProblems(content.problems, catalog, episode);
  const ok = !problems.some(isError);
  const parts = [
    [`${id}: ${origin.path}, ${place}`],
    ...(texts && counts ? formatTexts(texts, counts) : []),
    ...problems.map(renderProblemLines),
    ...(problems.length === 0 ? [] : [[summarizeProblems(problems).text]]),
  ];
  return {
    code: ok ? 0 : 1,
    text: printLines(parts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))),
    json: {
      ok,
      id,
      path: origin.path,
      place,
      commit,
      ...(texts === undefined ? {} : { ...texts, dropped: texts.dropped ?? [], counts }),
      problems: problemsToJson(problems),
    },
  };
}

/** Also when they are too long, so that the author sees by how much. undefined when a template is broken. */
function renderTexts(catalog: Catalog, episode: Episode): Texts | undefined {
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
const listEpisodeProblems = (
  problems: readonly Problem[],
  catalog: Catalog,
  episode: Episode,
): readonly Problem[] =>
  [
    ...problems.filter(({ path }) => path === episode.origin.path),
    ...problemsOf(renderEpisode(catalog, episode)),
  ].toSorted(compareProblems);

function formatTexts(texts: Texts, counts: ReturnType<typeof countTexts>): string[][] {
  const { title, description, tags, dropped = [] } = texts;
  const without = dropped.length === 0 ? '' : `, without ${dropped.join(', ')}`;
  return [
    [`title: ${formatCount(counts.title)} characters`, title],
    [`description: ${formatCount(counts.description)} ${texts.unit}${without}`, ...description.split('\n')],
    tags === undefined
      ? ['tags: not managed']
      : [`tags: ${formatCount(counts.tags)} characters`, tags.join(', ')],
  ];
}

type Count = { readonly used: number; readonly limit?: number };

const formatCount = ({ used, limit }: Count): string =>
  [used, ...(limit === undefined ? [] : [limit])].map((one) => one.toLocaleString('en-US')).join(' of ');

/** Without limits if the episode is not on YouTube. */
function countTexts({ title, length, tags = [] }: Texts, kind: Episode['kind']) {
  const count = (used: number, limit: number): Count => (isOnYouTube(kind) ? { used, limit } : { used });
  return {
    title: count(countCharacters(title), LIMITS.titleCharacters),
    description: count(length, LIMITS.description),
    tags: count(countTags(tags), LIMITS.tagCharacters),
  };
}
