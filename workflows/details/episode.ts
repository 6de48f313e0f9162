import { describeNext, type EpisodeState } from '../episode/state.ts';

/** Markdown for the Temporal UI: what it is, what comes next, what a person can do. */
export function renderEpisodeDetails(state: EpisodeState): string {
  const lines = [
    `**${state.title}**`,
    state.attention === undefined ? undefined : `**Needs attention:** ${state.attention}`,
    [
      '| | |',
      '|---|---|',
      `| phase | ${state.phase} |`,
      state.start === undefined ? undefined : `| start | ${state.start} |`,
      state.videoId === undefined ? undefined : `| video | https://youtu.be/${state.videoId} |`,
      `| next | ${describeNext(state)} |`,
      `| last | ${state.last} |`,
      state.commit === undefined ? undefined : `| commit | ${state.commit.slice(0, 10)} |`,
    ]
      .filter((line) => line !== undefined)
      .join('\n'),
    'Updates: `pause`, `resume`, `retry`, each with the argument `{"by":"your name"}`.',
  ];
  return lines.filter((line) => line !== undefined).join('\n\n');
}
