import { expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { buildReport } from '../../../test/support/plan-report.ts';
import { listIdentityChanges } from '../../content/catalog/identity-change.ts';
import { type CommitChanges, compareCatalogs } from './changes.ts';
import { describeGate } from './describe.ts';
import { renderPlanMarkdown } from './markdown.ts';
import { createPlanReport } from './report.ts';

const CHANNEL = 'UCxxxxxxxxxxxxxxxxxxxxxx';

const live = (scheduledFor: string) => ({
  guests: ['ann'],
  scheduledFor,
  duration: '60m',
  thumbnail: 'keep',
});
const names: [string, string] = ['Ann', 'Anne'];
const gatesOf = (input: Parameters<typeof buildReport>[0]) =>
  buildReport({ academy: { approval: { episodes: 99, percent: 100, units: 9999 } }, ...input }).gates;

it('lists episodes on air or about to be, only for changes from shared files', () => {
  const episodes = {
    'an-hour-before': live('2026-06-15T13:00:00Z'),
    'more-than-an-hour': live('2026-06-15T13:01:00Z'),
    'on-air': live('2026-06-15T11:30:00Z'),
    over: live('2026-06-15T10:30:00Z'),
  };
  expect(gatesOf({ before: episodes, after: episodes, names })).toEqual([
    { kind: 'on-air', episodes: ['on-air', 'an-hour-before'] },
  ]);
  const after = { ...episodes, 'on-air': { ...episodes['on-air'], title: 'Own' } };
  expect(gatesOf({ before: episodes, after })).toEqual([]);
});

it('a policy alone needs an approval for what differs on YouTube; with another change, for all of it', () => {
  const academy = { approval: { episodes: 1, percent: 100, units: 9999 } };
  const before = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { show: 's', guests: ['ann'] }]));
  const reportOf = (written: object, names: [string, string]) => {
    const build = (name: string, show: object) =>
      buildCatalog({ academy, guests: { ann: { name } }, shows: { s: { ...show } }, episodes: before });
    const [base, head] = [build(names[0], { manage: 'observe' }), build(names[1], written)];
    const compared = compareCatalogs({ base, head, now: Date.parse('2026-06-15T12:00:00Z') });
    const range = { base: 'b', head: 'h', subject: 'Hand over' };
    return createPlanReport({ range, base, head, compared, now: Date.parse('2026-06-15T12:00:00Z') });
  };
  const exceeded = [{ name: 'episodes', found: 3, limit: 1 }];
  const alone = reportOf({ manage: 'full' }, ['Ann', 'Ann']);
  expect([alone.gates, alone.checksum]).toEqual([[{ kind: 'approval', exceeded, atMost: true }], undefined]);
  // Nothing is written to what is only observed.
  const observed = reportOf({ manage: 'observe' }, names);
  expect(observed.gates).toEqual([{ kind: 'observe', episodes: ['a', 'b', 'c'] }]);
  const corrected = reportOf({ manage: 'full' }, names);
  expect(corrected.gates).toEqual([{ kind: 'approval', exceeded }]);
  expect(corrected.checksum).toMatch(/^[0-9a-f]{12}$/);
});

it('reports a removed tenth of all episodes, counted like the worker does', () => {
  const episodes = Object.fromEntries(Array.from({ length: 20 }, (_none, n) => [`e${n}`, {}]));
  const { e0: _e0, e1: _e1, ...two } = episodes;
  const { e2: _e2, ...three } = two;
  expect(gatesOf({ before: episodes, after: two })).toEqual([]);
  expect(gatesOf({ before: episodes, after: three })).toEqual([
    { kind: 'orphans', orphaned: 3, totalEpisodes: 20 },
  ]);
});

it('waits for a person where another channel is named, or the marker given up', () => {
  const academyOf = (written: object) => buildCatalog({ academy: { channelId: CHANNEL, ...written } });
  const [x, y] = ['https://x.example/{{ episode.id }}', 'https://y.example/{{ episode.id }}'];
  const keys = (before: object, after: object) =>
    listIdentityChanges(academyOf(before), academyOf(after)).map(({ key }) => key);
  expect(keys({}, { channelId: 'UCyyyyyyyyyyyyyyyyyyyyyy' })).toEqual(['channelId']);
  expect(keys({ episodeUrl: x }, { episodeUrl: y })).toEqual(['episodeUrl']);
  expect(keys({ episodeUrl: x }, { episodeUrl: undefined })).toEqual(['episodeUrl']);
  expect(keys({ episodeUrl: x }, { episodeUrl: y, formerEpisodeUrls: [x] })).toEqual([]);
  expect(keys({ episodeUrl: undefined }, { episodeUrl: x })).toEqual([]);
  const changes = listIdentityChanges(academyOf({}), academyOf({ channelId: 'UCyyyyyyyyyyyyyyyyyyyyyy' }));
  expect(describeGate({ kind: 'identity', changes }, 5)).toBe(
    `the whole commit waits for a person: channelId changes from ${CHANNEL} to UCyyyyyyyyyyyyyyyyyyyyyy: everything would be written to another channel`,
  );
  const report = createPlanReport({
    range: { base: 'b', head: 'h', subject: 's' },
    base: buildCatalog({ academy: { channelId: CHANNEL } }),
    head: buildCatalog({ academy: { channelId: 'UCyyyyyyyyyyyyyyyyyyyyyy' } }),
    compared: { changes: [], orphaned: [], problems: [] } as unknown as CommitChanges,
    now: 0,
  });
  expect(report.gates).toEqual([{ kind: 'identity', changes }]);
  expect(renderPlanMarkdown(report)).toContain('> The whole commit waits for a person: channelId changes');
});

it("waits for a person where people's edits would be overwritten, and says in how many episodes", () => {
  const catalogOf = (drift: string) =>
    buildCatalog({
      academy: { channelId: CHANNEL, drift },
      episodes: {
        a: {},
        b: {},
        seen: { manage: 'observe' },
        none: { kind: 'none' },
        draft: { status: 'draft' },
      },
    });
  const [report, overwrite] = [catalogOf('report'), catalogOf('overwrite')];
  expect(listIdentityChanges(report, overwrite)).toEqual([
    {
      key: 'drift',
      text: 'drift changes to overwrite: what people edit on YouTube, and have edited, would be overwritten in 2 episodes',
    },
  ]);
  expect(listIdentityChanges(overwrite, report)).toEqual([]);
  expect(listIdentityChanges(overwrite, overwrite)).toEqual([]);
});

it('lists changed fields that are `keep` or `seed`, even if nothing else differs', () => {
  const fields = { title: 'keep', visibility: 'seed' };
  const before = { a: { title: 'Old', visibility: 'public', fields } };
  const after = { a: { title: 'New', visibility: 'private', fields } };
  const gates = gatesOf({ before, after });
  expect(gates).toEqual([
    { kind: 'not-ours', field: 'title', owner: 'keep', episodes: ['a'] },
    { kind: 'not-ours', field: 'visibility', owner: 'seed', episodes: ['a'] },
  ]);
  expect(gates.map((gate) => describeGate(gate, 5))[0]).toBe(
    'title differs but is not written (fields: title: keep): a',
  );
});

it('lists episodes that are only observed', () => {
  const gates = gatesOf({
    before: { a: { title: 'Old' } },
    after: { a: { title: 'New' } },
    academy: { manage: 'observe' },
  });
  expect(gates).toEqual([{ kind: 'observe', episodes: ['a'] }]);
});

it('has no number of days if the reserve leaves no units', () => {
  const episodes = { a: { guests: ['ann'], scheduledFor: '2026-01-01T12:00:00Z' } };
  const { budget } = buildReport({
    before: episodes,
    after: episodes,
    names,
    academy: { quota: { perDay: 2000, reserve: 2000 } },
  });
  expect(budget).toEqual({ perDay: 2000, reserve: 2000 });
});

it('shows the maximum that may need approval without a base, and no checksum', () => {
  const after = Object.fromEntries(
    Array.from({ length: 30 }, (_none, n) => [`e${n}`, { scheduledFor: '2026-01-01T12:00:00Z' }]),
  );
  const report = buildReport({ after });
  expect(report).not.toHaveProperty('checksum');
  expect(report.gates.map((gate) => describeGate(gate, 5))).toEqual([
    'needs approval if as much differs on YouTube: 30 episodes (limit 25), 100% of all episodes (limit 30%)',
  ]);
});
