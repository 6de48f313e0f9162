import type { Settings } from '../../config/settings.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { isError, renderProblemLines } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import {
  countTexts,
  formatCount,
  listEpisodeProblems,
  type RenderedTexts,
  renderTexts,
} from '../lib/episode-texts.ts';
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

function formatTexts(texts: RenderedTexts, counts: ReturnType<typeof countTexts>): string[][] {
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
