import type { CommitReport, ReportedEpisode } from '../../contract/commit-report.ts';
import { markdownCode, markdownComment } from '../../domain/shared/media/markdown.ts';
import { printableMessage } from '../../domain/shared/media/printable.ts';
import type { ReportPages } from './commit-reports.ts';

/** The first line of our comment, which no reader sees: by it the comment is found again. */
export const COMMENT_MARKER = '<!-- showrunner: what the merge did -->';

/** GitHub accepts 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const MOST_OF_A_TITLE = 200;
const MOST_OF_A_SENTENCE = 500;

/**
 * What a merge did, for its pull request. Titles, subjects and messages are what others wrote: words or code, in one line each, that link
 * nothing and mention neither people nor issues.
 */
export function renderComment(report: CommitReport, pages: ReportPages): string {
  const { description, done = [] } = report;
  const before = [COMMENT_MARKER, `**Showrunner: ${sentence(description)}**`, ''];
  const after = ['', renderCommit(report), ...renderLink(report, pages)];
  const room = MOST_CHARACTERS - [...before, ...after].join('\n').length;
  const lines = fill(
    done.map((episode) => renderEpisode(episode, pages)),
    room,
  );
  const left = Math.max(report.total ?? done.length, done.length) - lines.length;
  const rest = left > 0 ? [`- and ${left.toLocaleString('en-US')} more`] : [];
  return [...before, ...lines, ...rest, ...after].join('\n');
}

/** A text of at most so many characters, as the host counts them; a longer one ends with an ellipsis. */
export function cut(text: string, most: number): string {
  const signs = [...printableMessage(text)];
  return signs.length <= most
    ? signs.join('')
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

const sentence = (text: string): string => markdownComment(cut(text, MOST_OF_A_SENTENCE));

function renderEpisode({ episodeId, title, videoId, what }: ReportedEpisode, pages: ReportPages): string {
  const name = markdownComment(cut(title, MOST_OF_A_TITLE)) || markdownCode(episodeId);
  const link = videoId !== undefined && isVideoId(videoId) ? ` <${pages.video(videoId)}>` : '';
  return `- **${name}**${link} ${markdownCode(episodeId)}: ${sentence(what)}`;
}

/** A full hash is a link to the commit. */
function renderCommit({ commit, subject, author }: CommitReport): string {
  const by = author === undefined ? '' : ` by ${markdownCode(cut(author, MOST_OF_A_TITLE))}`;
  return `Commit ${isCommit(commit) ? commit : markdownCode(commit)} ${markdownCode(cut(subject, MOST_OF_A_TITLE))}${by}`;
}

const renderLink = ({ workflowId }: CommitReport, { workflow }: ReportPages): string[] =>
  workflow === undefined ? [] : ['', `Details: <${workflow(workflowId)}>`];

/** The first lines that fit. */
function fill(lines: readonly string[], room: number): string[] {
  let left = room;
  const end = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return end === -1 ? [...lines] : lines.slice(0, end);
}

const isVideoId = (videoId: string): boolean => /^[\w-]{1,64}$/.test(videoId);
const isCommit = (commit: string): boolean => /^[0-9a-f]{40}$/.test(commit);
