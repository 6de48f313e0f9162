import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { EpisodeStatus } from '../episode.ts';
import { describeEpisode as describeEpisodeText } from './episode.ts';

const describeEpisode = plainly(describeEpisodeText);

const NOW = Date.parse('2026-11-29T16:48:00Z');
const STATUS: EpisodeStatus = {
  episodeId: 'a/one',
  title: 'One',
  phase: 'upcoming',
  seq: 1,
  next: 'checks again at 2026-11-30T08:00:00.000Z',
  lastEvent: 'written',
  paused: false,
};

it('has the facts that are known, in this order', () => {
  const known = { videoId: 'v1', commit: '0123456789abc', pendingCommit: 'fedcba9876543' };
  const blocks = describeEpisode({ ...STATUS, ...known, start: '2026-12-04T17:00:00Z' }, NOW);
  expect(blocks.flatMap((block) => (block.kind === 'fact' ? [[block.name, block.value]] : []))).toEqual([
    ['title', '`One`'],
    ['phase', 'upcoming'],
    ['start', 'in 5 days, at 2026-12-04 17:00 UTC'],
    ['video', 'https://youtu.be/v1 (`v1`)'],
    ['next', 'checks again in 15 h, at 08:00 UTC'],
    ['last', 'written'],
    ['commit', '`0123456789`'],
    ['not applied yet', '`fedcba9876`'],
  ]);
  expect(describeEpisode(STATUS, NOW)).toHaveLength(5);
});

it('begins with what needs a person, and has both answers to an edit ready to paste', () => {
  const status = { ...STATUS, attention: 'edited: title', skippedFields: ['title', 'tags'] };
  const update = { workflowId: 'episode/a/one', argument: '{"fields":["title","tags"],"by":"your name"}' };
  expect(describeEpisode(status, NOW).slice(0, 3)).toMatchObject([
    { strong: 'Needs attention:', text: 'edited: title' },
    { strong: 'Not overwritten on YouTube:', text: 'title, tags. A person may have edited it there.' },
    {
      choices: [
        {
          command: 'npx showrunner overwrite a/one --field title tags --by "your name"',
          update: { name: 'overwrite', ...update },
        },
        {
          command: 'npx showrunner adopt a/one --field title tags --write',
          update: { name: 'adopt', ...update },
        },
      ],
    },
  ]);
});

it('shows what differs before the answers that are asked for', () => {
  const differences = [{ field: 'title', removed: ['Theirs'], added: ['Ours'], more: 1 }] as const;
  const blocks = describeEpisode({ ...STATUS, skippedFields: ['title'], differences }, NOW);
  expect(blocks.slice(1, 3)).toMatchObject([
    {
      kind: 'diff',
      title: 'title (- on YouTube, + in the file, and 1 more line)',
      removed: ['Theirs'],
      added: ['Ours'],
    },
    { kind: 'choices' },
  ]);
});

it('sends the answers to sync once its run has ended, which takes no update any more', () => {
  const blocks = describeEpisode({ ...STATUS, skippedFields: ['title'], ends: true }, NOW);
  const argument = '{"episode":"a/one","fields":["title"],"by":"your name"}';
  const update = { workflowId: 'sync', elsewhere: true, argument };
  expect(blocks[1]).toMatchObject({
    choices: [{ update: { name: 'overwrite', ...update } }, { update: { name: 'adopt', ...update } }],
  });
  expect(blocks.at(-1)).toMatchObject({ kind: 'updates', names: ['check', 'retry'], to: 'sync' });
});

it('names each step that is held back alone, since when, and when it is tried again', () => {
  const refused = { step: 'thumbnail', message: 'no', since: '2026-11-29T14:48:00Z' } as const;
  const steps = [
    { ...refused, nextTry: '2026-11-29T20:48:00Z' },
    { ...refused, step: 'bind' },
  ] as const;
  const blocks = describeEpisode({ ...STATUS, refusedSteps: steps }, NOW);
  expect(
    blocks.flatMap((block) => (block.kind === 'fact' && block.name === 'held back' ? [block.value] : [])),
  ).toEqual([
    'thumbnail, refused 2 h ago, at 14:48 UTC; everything else goes on. Tried again when it changes, after `retry`, or by itself in 4 h, at 20:48 UTC',
    'bind, refused 2 h ago, at 14:48 UTC; everything else goes on. Tried again when it changes, after `retry`',
  ]);
});

it.each([
  ['observed', 'manage is observe: nothing is written to its video.', []],
  [
    'not-ours',
    'The video was never handed over, so nothing is written to it.',
    ['npx showrunner take-over a/one --by "your name"'],
  ],
] as const)('%s: says that it differs, and offers what is right for it', (whose, text, others) => {
  const blocks = describeEpisode({ ...STATUS, skippedFields: ['title'], whose }, NOW);
  expect(blocks).toContainEqual({
    kind: 'paragraph',
    strong: 'Differs from the file:',
    text: `title. ${text}`,
  });
  const commands = blocks.flatMap((block) =>
    block.kind === 'choices' ? block.choices.map(({ command }) => command) : [],
  );
  expect(commands).toEqual([...others, 'npx showrunner adopt a/one --field title --write']);
});

it('offers to create another video only when it asks for that, and to resume when it is paused', () => {
  const choices = (status: EpisodeStatus) =>
    describeEpisode(status, NOW).flatMap((block) => (block.kind === 'choices' ? block.choices : []));
  expect(choices(STATUS)).toEqual([]);
  expect(choices({ ...STATUS, asksForCreate: true })).toMatchObject([
    { command: 'npx showrunner create a/one --by "your name"', update: { name: 'create' } },
  ]);
  expect(choices({ ...STATUS, paused: true, pausedBy: 'ann' })).toMatchObject([
    { update: { name: 'resume', workflowId: 'episode/a/one' } },
  ]);
});
