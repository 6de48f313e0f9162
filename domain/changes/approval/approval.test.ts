import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { compareCatalogs } from '../plan/changes.ts';
import { checksumOf } from '../plan/plan.ts';
import { hashChange, type PriorDecisions, planPendingApproval } from './approval.ts';

type Content = NonNullable<Parameters<typeof buildCatalog>[0]>;

const NOW = Date.parse('2026-06-15T12:00:00Z');
const NOBODY: PriorDecisions = { approved: [], rejected: [] };
const academy = {
  approval: { episodes: 2, percent: 100, units: 100_000 },
  quota: { perDay: 300, reserve: 100 },
};
const episodes = Object.fromEntries(
  ['a', 'b', 'c', 'd'].map((id) => [
    id,
    { scheduledFor: '2026-01-01T12:00:00Z', guests: id === 'd' ? ['bob'] : ['ann'] },
  ]),
);
const content = (ann: string, bob = 'Bob'): Content => ({
  academy,
  guests: { ann: { name: ann }, bob: { name: bob } },
  episodes,
});

/** What the change from one content to another holds back. */
function hold(head: Content, decided: PriorDecisions = NOBODY, base: Content = content('Ann')) {
  const catalog = buildCatalog(head);
  const { changes } = compareCatalogs({ base: buildCatalog(base), head: catalog, now: NOW });
  return { changes, withheld: planPendingApproval({ changes, catalog, priorDecisions: decided }) };
}
const pairsOf = (head: Content): string[] => hold(head).changes.map(({ desired }) => hashChange(desired));

describe('changes that wait for approval', () => {
  it('are none below the thresholds', () => {
    expect(hold(content('Ann', 'Rob')).withheld).toBeUndefined();
  });

  it('are all of them above a threshold, with the checksum of the pull request, size and most common edits', () => {
    const { changes, withheld } = hold(content('Anna'));
    expect(withheld?.open).toMatchObject({
      checksum: checksumOf(changes.map(({ desired }) => desired)),
      changeKeys: pairsOf(content('Anna')),
      units: 3 * 51 + 1,
      days: 1,
      exceeded: [{ name: 'episodes', found: 3, limit: 2 }],
      sampleDiffs: [{ field: 'description', episodes: 3, added: ['• Anna'] }],
    });
    expect(withheld?.open?.first.toSorted()).toEqual(['a', 'b', 'c']);
    expect(withheld?.open).not.toHaveProperty('since');
  });

  it('exclude approved ones; later additions need approval only if they are large by themselves', () => {
    const approved = pairsOf(content('Anna'));
    expect(hold(content('Anna', 'Rob'), { ...NOBODY, approved }).withheld).toBeUndefined();
    expect(hold(content('Annie', 'Rob'), { ...NOBODY, approved }).withheld?.open?.changeKeys).toHaveLength(4);
  });

  it('include rejected ones of any size until the desired state changes', () => {
    const rejected = pairsOf(content('Ann', 'Rob'));
    expect(rejected).toHaveLength(1);
    expect(hold(content('Ann', 'Rob'), { ...NOBODY, rejected }).withheld).toMatchObject({
      rejected: { first: ['d'] },
    });
    expect(hold(content('Ann', 'Robert'), { ...NOBODY, rejected }).withheld).toBeUndefined();
    const beside = hold(content('Anna', 'Rob'), { ...NOBODY, rejected });
    expect(beside.withheld).toMatchObject({
      open: { changeKeys: { length: 3 } },
      rejected: { first: ['d'] },
      checksum: checksumOf(beside.changes.map(({ desired }) => desired)),
    });
  });

  it('are compared with the previous request: what was added and removed', () => {
    const asked = { commit: 'c', checksum: 'x', changeKeys: pairsOf(content('Anna')) };
    const { withheld } = hold(content('Anna', 'Rob'), { ...NOBODY, pending: asked });
    expect(withheld?.open?.since).toEqual({ commit: 'c', checksum: 'x', added: 1, removed: 0, first: ['d'] });
  });
});
