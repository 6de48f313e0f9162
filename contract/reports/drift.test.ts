import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { DriftStatus } from '../drift.ts';
import { describeDrift as describeDriftText, driftNeedsPerson } from './drift.ts';

const describeDrift = plainly(describeDriftText);

const NOW = Date.parse('2026-11-29T16:48:00Z');
const STATUS: DriftStatus = {
  commit: '0123456789abc',
  startedAt: '2026-11-29T16:10:00.000Z',
  endedAt: '2026-11-29T16:18:00.000Z',
  counts: { same: 9, behind: 0, edited: 0, vanished: 0, unknown: 0 },
  units: 1,
  edited: [],
  vanished: [],
  unknown: [],
  knownUnknown: 0,
};

it('of a channel without differences has one sentence and the counts', () => {
  expect(describeDrift(STATUS, NOW)).toMatchObject([
    { text: 'Compared the channel with `0123456789`: finished 30 min ago, at 16:18 UTC, 1 unit.' },
    {
      kind: 'counts',
      rows: [
        ['same', 9],
        ['behind', 0],
        ['not-ours', 0],
        ['observed', 0],
        ['edited', 0],
        ['vanished', 0],
        ['unknown', 0],
      ],
    },
  ]);
  expect(driftNeedsPerson(STATUS)).toBe(false);
});

it('begins with what a person can do about each difference', () => {
  const status: DriftStatus = {
    ...STATUS,
    problem: 'it stopped at 2026-11-29T16:18:00.000Z',
    counts: { same: 1, behind: 2, edited: 3, vanished: 1, unknown: 1 },
    edited: [
      { episodeId: 'a/one', fields: ['title'] },
      { episodeId: 'a/three', fields: ['marker'] },
      { episodeId: 'a/four', fields: ['title', 'visibility'] },
    ],
    vanished: [{ episodeId: 'a/two', videoId: 'gone' }],
    unknown: [{ videoId: 'v1', marker: 'a/old' }],
    knownUnknown: 4,
  };
  expect(driftNeedsPerson(status)).toBe(true);
  expect(describeDrift(status, NOW)).toMatchObject([
    { strong: 'The check is incomplete:', text: 'it stopped 30 min ago, at 16:18 UTC.' },
    {
      strong: '3 edited on YouTube, not overwritten.',
      items: [
        'a/one: title\n`npx showrunner overwrite a/one --by NAME` or `npx showrunner adopt a/one`',
        'a/three: marker',
        'a/four: title, visibility\n`npx showrunner overwrite a/four --field title visibility --by NAME` or `npx showrunner adopt a/four --field title visibility`',
      ],
      total: 3,
    },
    { text: expect.stringContaining('`npx showrunner drift --diff`') },
    { text: expect.stringContaining('`npx showrunner adopt --reason edited`') },
    { text: expect.stringContaining('`marker`: the last line of the description') },
    { strong: '1 missing on YouTube.', items: ['a/two: `gone`'] },
    {
      strong: '1 on the channel, but in no file (reported once).',
      items: ['`youtube: { videoId: v1 }  # its marker names a/old, which has no file`'],
    },
    { text: expect.stringContaining('Compared the channel') },
    { kind: 'counts' },
    { text: expect.stringContaining('`behind`') },
    { text: 'Reported by an earlier check and still in no file: 4.' },
  ]);
});

it('says that it is running, or waiting for quota and how long', () => {
  const { endedAt: _endedAt, ...running } = STATUS;
  expect(describeDrift(running, NOW)[0]).toEqual({
    kind: 'paragraph',
    text: 'Comparing the channel with `0123456789`: started 38 min ago, at 16:10 UTC, 1 unit so far.',
  });
  expect(describeDrift({ ...running, waitingUntil: '2026-11-30T08:00:00.000Z' }, NOW)[0]).toMatchObject({
    strong: 'Waiting for quota',
    text: expect.stringContaining('it continues in 15 h, at 08:00 UTC at the latest.'),
  });
});

it('advises no overwrite where only the marker is in doubt', () => {
  const counts = { ...STATUS.counts, edited: 2 };
  const edited = ['a', 'b'].map((episodeId) => ({ episodeId, fields: ['marker'] }));
  expect(JSON.stringify(describeDrift({ ...STATUS, counts, edited }, NOW))).not.toMatch(
    /`overwrite`|showrunner/,
  );
});

it('tells what is not ours yet from what a person edited, with the commands for each, and needs no person for it', () => {
  const status: DriftStatus = {
    ...STATUS,
    counts: { ...STATUS.counts, 'not-ours': 400, observed: 1 },
    notOurs: {
      same: 396,
      differ: [
        { episodeId: 'a/one', fields: ['title', 'tags'], show: 'a' },
        { episodeId: 'a/two', fields: ['description'], manage: 'observe' },
      ],
      offers: { count: 390, shows: [{ show: 'a', count: 390, first: ['a/one'] }] },
    },
    observed: [{ episodeId: 'b/one', fields: ['title'] }],
  };
  const blocks = describeDrift(status, NOW);
  expect(blocks.slice(0, 4)).toMatchObject([
    {
      strong: '400 not ours yet:',
      text: expect.stringContaining('396 as the file says, 4 different. Nothing is changed on a video'),
      items: [
        'a/one: title, tags\n`npx showrunner take-over a/one --by NAME` or `npx showrunner adopt a/one`',
        'a/two: description (manage: observe)\n`npx showrunner adopt a/two`',
      ],
      total: 4,
    },
    { text: expect.stringContaining('`npx showrunner take-over --show SHOW --by NAME`') },
    { text: expect.stringContaining('10 of these cannot be taken over') },
    {
      strong: '1 observed, and different.',
      items: ['b/one: title\n`npx showrunner adopt b/one`'],
      total: 1,
    },
  ]);
  expect(JSON.stringify(blocks)).not.toContain('overwrite');
  expect(driftNeedsPerson(status)).toBe(false);
});

it('says of videos that are not ours and the same only how many there are', () => {
  const counts = { ...STATUS.counts, 'not-ours': 400 };
  const notOurs = { same: 400, differ: [], offers: { count: 0, shows: [] } };
  expect(describeDrift({ ...STATUS, counts, notOurs }, NOW)[0]).toEqual({
    kind: 'paragraph',
    strong: '400 not ours yet:',
    text: '400 as the file says. Nothing is changed on a video that was never handed over.',
  });
});

it('lists replaced videos that people can still find; a person is needed where the file says more', () => {
  const why = 'the replaced video old is still public';
  const status = { ...STATUS, replaced: [{ episodeId: 'a/one', why }] };
  expect(describeDrift(status, NOW)[0]).toMatchObject({
    strong: 'Replaced, and not hidden.',
    text: expect.stringContaining('`replaces: [{ videoId: ..., visibility: unlisted }]`'),
    items: [`a/one: ${why}`],
  });
  expect(driftNeedsPerson(status)).toBe(false);
  expect(driftNeedsPerson({ ...status, replaced: [{ episodeId: 'a/one', why, asked: true }] })).toBe(true);
});

it('lists translations by people that name who should not be named, without the name, and needs a person', () => {
  const named = [
    { episodeId: 'a/one', language: 'de', what: 'former-name', guest: 'guests/ada.yaml' },
    { episodeId: 'a/two', language: 'ja', what: 'left-out', guest: 'guests/guy.yaml' },
  ] as const;
  const status = { ...STATUS, named, namedCount: 40 };
  expect(describeDrift(status, NOW)[0]).toMatchObject({
    strong: 'Named in other languages.',
    items: [
      'a/one, de: a former name of guests/ada.yaml',
      'a/two, ja: names a guest who asked to be left out, guests/guy.yaml',
    ],
    total: 40,
  });
  expect(driftNeedsPerson(status)).toBe(true);
});
