import { expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import type { Catalog } from '../../content/catalog/records.ts';
import { hashPublication, planPendingApproval } from '../approval/approval.ts';
import { compareCatalogs } from './changes.ts';
import { createPlanReport } from './report.ts';
import { renderPlan } from './text.ts';

const NOW = Date.parse('2027-01-01T00:00:00Z');
const SOON = '2027-02-01T09:00:00Z';
type Written = Readonly<Record<string, unknown>>;

const upload = (videoId: string, more: Written = {}): Written => ({
  kind: 'video',
  show: 's',
  youtube: { videoId },
  ...more,
});
const academyOf = (show: Written, episodes: Readonly<Record<string, Written>>): Catalog =>
  buildCatalog({ shows: { s: show }, episodes });

const plan = (base: Catalog, head: Catalog) => compareCatalogs({ base, head, now: NOW });
const both = { 'a/one': upload('aaaaaaaaaaa'), 'a/two': upload('bbbbbbbbbbb') };
const base = academyOf({ visibility: 'private' }, both);

it('a show that makes its videos public waits, with a count, whatever the thresholds say', () => {
  const head = academyOf({ visibility: 'public' }, both);
  const compared = plan(base, head);
  const range = { base: 'a', head: 'b', subject: 'public' };
  const text = renderPlan(createPlanReport({ range, base, head, compared, now: NOW }));
  const pending = planPendingApproval({
    changes: compared.changes,
    catalog: head,
    priorDecisions: { approved: [], rejected: [] },
  });
  const { checksum = '' } = pending?.open ?? {};
  expect(text).toContain(
    `publishes 2 videos (private -> public): a/one, a/two; waits for an approval, whatever the limits: npx showrunner approve ${checksum} --by NAME`,
  );
  expect(pending?.open).toMatchObject({ exceeded: [], publishingOnly: pending?.open?.changeKeys });
});

it('an approval of a text does not approve the publication, and a publication stays approved', () => {
  const head = academyOf({ visibility: 'public' }, both);
  const { changes } = plan(base, head);
  const decide = (approved: readonly string[]) =>
    planPendingApproval({ changes, catalog: head, priorDecisions: { approved, rejected: [] } })?.open?.first;
  const keys = changes.map(({ desired }) => hashPublication(desired));
  expect(decide([])).toEqual(['a/one', 'a/two']);
  expect(decide(keys.slice(0, 1))).toEqual(['a/two']);
  expect(decide(keys)).toBeUndefined();
});

it.each<[string, Catalog, Catalog, string[]]>([
  [
    'its own file',
    base,
    academyOf(
      { visibility: 'private' },
      { ...both, 'a/one': upload('aaaaaaaaaaa', { visibility: 'public' }) },
    ),
    [],
  ],
  [
    'its own file, for the word of its show in the same commit',
    base,
    academyOf({ visibility: 'public' }, { ...both, 'a/one': upload('aaaaaaaaaaa', { title: 'Better' }) }),
    ['a/one', 'a/two'],
  ],
  [
    'its own file says it, and its show too',
    base,
    academyOf(
      { visibility: 'public' },
      { ...both, 'a/one': upload('aaaaaaaaaaa', { visibility: 'public' }) },
    ),
    ['a/two'],
  ],
  ['a show that hides its videos', academyOf({ visibility: 'public' }, both), base, []],
  [
    'a show that names what was not named',
    academyOf({}, both),
    academyOf({ visibility: 'public' }, both),
    ['a/one', 'a/two'],
  ],
  [
    'a schedule in its own file',
    base,
    academyOf({ visibility: 'private' }, { ...both, 'a/one': upload('aaaaaaaaaaa', { publishAt: SOON }) }),
    [],
  ],
  [
    'a schedule that the zone of its show moves',
    academyOf({ timezone: 'UTC' }, { 'a/one': upload('aaaaaaaaaaa', { publishAt: '2027-02-01T09:00:00' }) }),
    academyOf(
      { timezone: 'Asia/Tokyo' },
      { 'a/one': upload('aaaaaaaaaaa', { publishAt: '2027-02-01T09:00:00' }) },
    ),
    ['a/one'],
  ],
])('%s', (_name, before, head, waiting) => {
  const { changes } = plan(before, head);
  const asked = changes.filter(({ publication }) => publication?.own === false);
  expect(asked.map(({ episodeId }) => episodeId)).toEqual(waiting);
});
