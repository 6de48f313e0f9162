import { describeNext, type EpisodeState } from '../episode/state.ts';
import { toSeconds } from './time.ts';

/** Markdown for the Temporal UI: what it is, what comes next, what a person can do. */
export function renderEpisodeDetails(state: EpisodeState): string {
  const facts: readonly [string, string | undefined][] = [
    ['phase', state.phase],
    ['start', state.start],
    ['video', describeVideo(state.videoId)],
    ['next', toSeconds(describeNext(state))],
    ['last', toSeconds(state.last)],
    ['commit', describeCommit(state.commit)],
    ['still to bring to YouTube', describeCommit(state.duty?.commit)],
  ];
  return [
    `**${state.title}**`,
    state.attention === undefined ? undefined : `**Needs attention:** ${state.attention}`,
    facts.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`])).join('\n'),
    'Updates: `pause`, `resume`, `retry`, each with the argument `{"by":"your name"}`.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

/** The id stands alone as well: on a local run the link leads nowhere. */
const describeVideo = (videoId: string | undefined): string | undefined =>
  videoId === undefined ? undefined : `https://youtu.be/${videoId} (\`${videoId}\`)`;

const describeCommit = (commit: string | undefined): string | undefined =>
  commit === undefined ? undefined : `\`${commit.slice(0, 10)}\``;
