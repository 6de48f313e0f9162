import { describeNext, type EpisodeState } from '../episode/state.ts';

/** Markdown for the Temporal UI: what it is, what comes next, what a person can do. */
export function renderEpisodeDetails(state: EpisodeState): string {
  const facts: readonly [string, string | undefined][] = [
    ['phase', state.phase],
    ['start', state.start],
    ['video', state.videoId === undefined ? undefined : `https://youtu.be/${state.videoId}`],
    ['next', describeNext(state)],
    ['last', state.last],
    ['commit', state.commit === undefined ? undefined : `\`${state.commit.slice(0, 10)}\``],
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
