import { describe, expect, it } from 'vitest';
import type { ChannelFindings, Need, SubjectNeeds } from '../../contract/attention.ts';
import { describeNeeds } from '../../contract/reports/needs.ts';
import { renderLines } from '../../scripts/lib/render-blocks.ts';
import { setFindings } from './findings.ts';
import { groupNeeds, listEpisodes, listReasons, NO_NEEDS, setNeeds } from './needs.ts';
import { refreshOwnNeeds } from './own-needs.ts';
import { NEW_SYNC, type SyncState, toSyncStatus } from './state.ts';

const need = (reason: Need['reason'], since: number, more: Partial<Need> = {}): Need => ({
  reason,
  message: `${reason}!`,
  since,
  ...more,
});
const episode = (id: string, ...needs: Need[]): SubjectNeeds => ({ workflowId: `episode/${id}`, needs });
const found = (edited: readonly string[], vanished: readonly string[] = []) => ({
  edited: edited.map((episodeId) => ({ episodeId, fields: ['title'] })),
  vanished: vanished.map((episodeId) => ({ episodeId, videoId: 'v' })),
  counts: { edited: edited.length, vanished: vanished.length },
});

describe('the needs of one subject', () => {
  it('replace what it needed before; one that stays keeps its time, and an empty list ends all', () => {
    const first = setNeeds(NO_NEEDS, episode('a', need('refused', 1, { cause: 'x' }), need('overdue', 1)));
    const second = setNeeds(first, episode('a', need('refused', 9, { cause: 'x' }), need('edited', 9)));
    expect(second.subjects[0]?.needs.map(({ reason, since }) => [reason, since])).toEqual([
      ['refused', 1],
      ['edited', 9],
    ]);
    expect(listReasons(second)).toEqual(['edited', 'refused']);
    expect(setNeeds(second, episode('a'))).toEqual(NO_NEEDS);
  });

  it('of more than 500 subjects the others are counted; the list stays small enough for a payload', () => {
    let list = NO_NEEDS;
    for (let index = 0; index < 600; index += 1)
      list = setNeeds(list, episode(`e${index}`, need('refused', index, { message: 'x'.repeat(5000) })));
    expect(list.subjects).toHaveLength(500);
    expect(groupNeeds(list)).toMatchObject([{ reason: 'refused', count: 600 }]);
    expect(JSON.stringify(list).length).toBeLessThan(250_000);
  });
});

it('of a signal that anybody may send, what is no need is dropped', () => {
  const sent = [
    null,
    3,
    {},
    { reason: 'bored', message: 'x', since: 1 },
    { reason: 'edited', message: 'x', since: 1, fields: [1] },
  ];
  const list = setNeeds(NO_NEEDS, { workflowId: 'x', needs: sent as unknown as Need[] });
  expect(list).toEqual(NO_NEEDS);
  const findings = [
    {},
    { edited: [null], vanished: [], counts: {} },
    { edited: [], vanished: [{}], counts: {} },
  ];
  for (const one of findings)
    expect(setFindings(NO_NEEDS, one as unknown as ChannelFindings, 1)).toEqual(NO_NEEDS);
});

describe('a check of the whole channel', () => {
  it('replaces what was edited and what vanished, and leaves the rest', () => {
    const before = [
      episode('cured', need('edited', 1, { fields: ['title'] })),
      episode('back', need('vanished', 1)),
      episode('still', need('edited', 1, { fields: ['tags'] }), need('overdue', 1)),
      episode('picture', need('edited', 1, { fields: ['title', 'thumbnail'] })),
    ].reduce(setNeeds, NO_NEEDS);
    const after = setFindings(before, found(['still', 'new'], ['gone']), 9);
    expect(
      after.subjects.map(({ workflowId, needs }) => [workflowId, needs.map(({ reason }) => reason)]),
    ).toEqual([
      ['episode/still', ['overdue', 'edited']],
      ['episode/picture', ['edited']],
      ['episode/new', ['edited']],
      ['episode/gone', ['vanished']],
    ]);
    expect(after.subjects[0]?.needs[1]).toMatchObject({ since: 1, fields: ['title'] });
    expect(after.subjects[1]?.needs[0]).toMatchObject({ since: 1, fields: ['thumbnail'] });
    expect(listEpisodes(after)).toEqual(['still', 'picture', 'new', 'gone']);
  });

  it('counts what it did not list, until the next check', () => {
    const some = { ...found(['a']), counts: { edited: 700, vanished: 0 } };
    const list = setFindings(NO_NEEDS, some, 1);
    expect(groupNeeds(list)).toMatchObject([{ reason: 'edited', count: 700, entries: [{}] }]);
    expect(groupNeeds(setFindings(list, found([]), 2))).toEqual([]);
  });
});

describe('groups', () => {
  it('are by reason and cause, the gravest first, the oldest first in each; a shared message is said once', () => {
    const list = [
      episode('late', need('edited', 5)),
      episode('two', need('refused', 3, { cause: 'liveStreamingNotEnabled' })),
      episode('one', need('refused', 2, { cause: 'liveStreamingNotEnabled' })),
      episode('other', need('refused', 1, { cause: 'invalidTitle' })),
      { workflowId: 'quota', needs: [need('credentials', 4)] },
    ].reduce(setNeeds, NO_NEEDS);
    const groups = groupNeeds(list);
    expect(
      groups.map(({ reason, cause, entries }) => [reason, cause, entries.map((one) => one.workflowId)]),
    ).toEqual([
      ['credentials', undefined, ['quota']],
      ['refused', 'liveStreamingNotEnabled', ['episode/one', 'episode/two']],
      ['refused', 'invalidTitle', ['episode/other']],
      ['edited', undefined, ['episode/late']],
    ]);
    const lines = renderLines(describeNeeds(groups, 6000)).join('\n');
    expect(lines.match(/refused!/g)).toHaveLength(2);
    expect(lines).toContain(
      '2 refused, or impossible: refused!\n  one, since 00:00 UTC (less than a minute ago)\n',
    );
  });
});

describe('what `sync` itself waits for', () => {
  it('is listed while it lasts: broken files, a blocked commit, a pause, an approval', () => {
    const problem = { path: 'a.yaml', line: 1, column: 2, code: 'unknown-guest', message: 'no `x`' };
    const rewrite = { workflowId: 'rewrite/c', commit: 'c' };
    const state: SyncState = {
      ...NEW_SYNC,
      refused: [problem, { ...problem, code: 'contrast (warning)' }],
      refusedCount: 1,
      pausedBy: 'ann',
      blockedCommit: { commit: 'd'.repeat(40), subject: 'tidy', orphaned: 9, of: 10, first: [] },
      rewrite,
      pendingApproval: { commit: 'c', checksum: 'x', changeKeys: ['a', 'b'] },
    };
    refreshOwnNeeds(state, 7);
    const status = toSyncStatus(state);
    expect(status.needs?.map(({ reason, count }) => [reason, count])).toEqual([
      ['approval', 2],
      ['broken', 1],
      ['paused', 1],
    ]);
    expect(status.needs?.[1]?.entries[0]).toMatchObject({
      place: 'a.yaml:1:2',
      message: "unknown-guest: no 'x'",
    });
    Object.assign(state, { refused: [], pausedBy: undefined, blockedCommit: undefined, rewrite: undefined });
    refreshOwnNeeds(state, 8);
    expect(toSyncStatus(state).needs).toBeUndefined();
  });
});
