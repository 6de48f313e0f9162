import { asksWhichItIs, CREATE_ARGUMENT } from '../episode/duplicate-question.ts';
import type { EpisodeState } from '../episode/state.ts';
import { describeNext } from '../episode/status.ts';
import { toSeconds } from './time.ts';

/** Markdown for the Temporal UI: what it is, what comes next, what a person can do. */
export function renderEpisodeDetails(state: EpisodeState): string {
  const facts: readonly [string, string | undefined][] = [
    ['phase', state.phase],
    ['start', state.start],
    ['video', describeVideo(state.videoId)],
    ['next', toSeconds(describeNext(state))],
    ['last', toSeconds(state.lastEvent)],
    ['commit', describeCommit(state.commit)],
    ['still to bring to YouTube', describeCommit(state.pending?.commit)],
  ];
  return [
    `**${state.title}**`,
    state.attention === undefined ? undefined : `**Needs attention:** ${state.attention}`,
    asksWhichItIs(state) ? renderQuestion(state) : undefined,
    facts.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`])).join('\n'),
    renderHands(state),
    'Updates: `pause`, `resume`, `retry`, each with the argument `{"by":"your name"}`.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

/** Both answers to a person's edits, ready to paste. */
function renderHands({ skippedFields: left, episodeId }: EpisodeState): string | undefined {
  if (left.length === 0) return undefined;
  const argument = `\`${JSON.stringify({ fields: left, by: 'your name' })}\``;
  return [
    `**Left alone on YouTube**, as a person may have written it: ${left.join(', ')}.`,
    `- Write over it, once: send the update \`overwrite\` with ${argument}, or run \`npx showrunner overwrite ${episodeId} --by "your name"\``,
    `- Make it the content: send the update \`adopt\` with ${argument}, which answers with the change to the YAML, or run \`npx showrunner adopt ${episodeId} --write\``,
  ].join('\n');
}

/** The id stands alone as well: on a local run the link leads nowhere. */
const describeVideo = (videoId: string | undefined): string | undefined =>
  videoId === undefined ? undefined : `https://youtu.be/${videoId} (\`${videoId}\`)`;

const describeCommit = (commit: string | undefined): string | undefined =>
  commit === undefined ? undefined : `\`${commit.slice(0, 10)}\``;

const renderQuestion = ({ episodeId }: EpisodeState): string =>
  `Is it another one? Send the update \`create\` with the argument \`${CREATE_ARGUMENT}\`, or run \`npx showrunner create ${episodeId} --by "your name"\`.`;
