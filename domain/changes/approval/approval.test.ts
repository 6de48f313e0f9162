import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import { compareCatalogs } from '../plan/changes.ts';
import { checksumOf } from '../plan/plan.ts';
import { hashChange, type PriorDecisions, planPendingApproval, sampleChanges } from './approval.ts';

type Content = NonNullable<Parameters<typeof buildCatalog>[0]>;

const NOW = Date.parse('2026-06-15T12:00:00Z');
const UNDECIDED: PriorDecisions = { approved: [], rejected: [] };
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

/** The changes from one content to another, and those that need approval. */
function planApproval(
  head: Content,
  priorDecisions: PriorDecisions = UNDECIDED,
  base: Content = content('Ann'),
) {
  const catalog = buildCatalog(head);
  const { changes } = compareCatalogs({ base: buildCatalog(base), head: catalog, now: NOW });
  return { changes, pending: planPendingApproval({ changes, catalog, priorDecisions }) };
}
const keysOf = (head: Content): string[] =>
  planApproval(head).changes.map(({ desired }) => hashChange(desired));

describe('a sample of what a commit changes', () => {
  const sampleOf = (head: Content, base = content('Ann')) =>
    sampleChanges(planApproval(head, UNDECIDED, base).changes);

  it('is the most common edits, before and after, also those that only one episode has', () => {
    expect(sampleOf(content('Anna', 'Rob'))).toEqual({
      episodes: 4,
      diffs: [
        { field: 'description', episodes: 3, removed: ['• Ann'], added: ['• Anna'] },
        { field: 'description', episodes: 1, removed: ['• Bob'], added: ['• Rob'] },
      ],
    });
    expect(sampleOf(content('Ann'))).toBeUndefined();
  });

  it('compares the texts of the first thirty only', () => {
    const many = (ann: string): Content => ({
      ...content(ann),
      episodes: Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [
          `e${index}`,
          { scheduledFor: '2026-01-01T12:00:00Z', guests: ['ann'] },
        ]),
      ),
    });
    expect(sampleOf(many('Anna'), many('Ann'))).toMatchObject({ episodes: 30, diffs: [{ episodes: 30 }] });
  });
});

describe('changes that wait for approval', () => {
  it('are none below the thresholds', () => {
    expect(planApproval(content('Ann', 'Rob')).pending).toBeUndefined();
  });

  it('are all of them above a threshold, with the checksum of the pull request, size and most common edits', () => {
    const { changes, pending } = planApproval(content('Anna'));
    expect(pending?.open).toMatchObject({
      checksum: checksumOf(changes.map(({ desired }) => desired)),
      changeKeys: keysOf(content('Anna')),
      units: 3 * 51 + 1,
      days: 1,
      exceeded: [{ name: 'episodes', found: 3, limit: 2 }],
      sampleDiffs: [{ field: 'description', episodes: 3, added: ['• Anna'] }],
    });
    expect(pending?.open?.first.toSorted()).toEqual(['a', 'b', 'c']);
    expect(pending?.open).not.toHaveProperty('since');
  });

  it('are none under "manage: observe", because nothing is written', () => {
    const observed = (name: string): Content => ({
      ...content(name),
      academy: { ...academy, manage: 'observe' },
    });
    expect(planApproval(observed('Anna'), UNDECIDED, observed('Ann'))).toMatchObject({
      changes: { length: 3 },
      pending: undefined,
    });
  });

  it('exclude approved ones; later additions need approval only if they are large by themselves', () => {
    const approved = keysOf(content('Anna'));
    expect(planApproval(content('Anna', 'Rob'), { ...UNDECIDED, approved }).pending).toBeUndefined();
    expect(
      planApproval(content('Annie', 'Rob'), { ...UNDECIDED, approved }).pending?.open?.changeKeys,
    ).toHaveLength(4);
  });

  it('include rejected ones of any size until the desired state changes', () => {
    const rejected = keysOf(content('Ann', 'Rob'));
    expect(rejected).toHaveLength(1);
    expect(planApproval(content('Ann', 'Rob'), { ...UNDECIDED, rejected }).pending).toMatchObject({
      rejected: { first: ['d'] },
    });
    expect(planApproval(content('Ann', 'Robert'), { ...UNDECIDED, rejected }).pending).toBeUndefined();
    const both = planApproval(content('Anna', 'Rob'), { ...UNDECIDED, rejected });
    expect(both.pending).toMatchObject({
      open: { changeKeys: { length: 3 } },
      rejected: { first: ['d'] },
      checksum: checksumOf(both.changes.map(({ desired }) => desired)),
    });
  });

  it('are compared with the previous request: what was added and removed', () => {
    const previous = { commit: 'c', checksum: 'x', changeKeys: keysOf(content('Anna')) };
    const { pending } = planApproval(content('Anna', 'Rob'), { ...UNDECIDED, pending: previous });
    expect(pending?.open?.since).toEqual({ commit: 'c', checksum: 'x', added: 1, removed: 0, first: ['d'] });
  });
});
