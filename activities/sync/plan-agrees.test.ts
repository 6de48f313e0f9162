import { expect, it } from 'vitest';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import { createPlanReport } from '../../domain/changes/plan/report.ts';
import { buildCatalog } from '../../test/support/catalog.ts';
import type { Dependencies } from '../dependencies.ts';
import { planCommit } from './plan-commit.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const build = (name: string, more: Record<string, Record<string, unknown>> = {}) =>
  buildCatalog({
    guests: { ann: { name } },
    episodes: {
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_none, n) => [
          `e${n}`,
          { scheduledFor: '2026-01-01T12:00:00Z', guests: ['ann'] },
        ]),
      ),
      ...more,
    },
  });

it('the plan of a pull request and the question of the worker name one checksum and the same thresholds', async () => {
  const catalogs = {
    base: build('Ann'),
    head: build('Anna', {
      // These are direct changes: started at once, without approval.
      e0: { scheduledFor: '2026-01-01T12:00:00Z', guests: ['ann'], title: 'Own' },
      upcoming: { scheduledFor: '2026-07-01T12:00:00Z', guests: ['ann'] },
    }),
  };
  const repository = {
    readCatalog: async (commit: 'base' | 'head') => ({
      commit,
      catalog: catalogs[commit],
      problems: [],
      invalidFiles: [],
    }),
    readSubject: async () => 'subject',
    readAuthor: async () => '',
    readTime: async () => '2026-11-30T08:00:00Z',
  };
  const request = { commit: 'head', baseCommits: ['base'], at: NOW };
  const { pendingApproval } = await planCommit({ repository, pages: {} } as unknown as Dependencies, request);
  const report = createPlanReport({
    range: { base: 'base', head: 'head', subject: 'subject' },
    ...catalogs,
    compared: compareCatalogs({ ...catalogs, now: NOW }),
    now: NOW,
  });
  expect(report.shared).toHaveLength(29);
  expect(pendingApproval?.open?.checksum).toBe(report.checksum);
  expect(report.gates).toContainEqual({ kind: 'approval', exceeded: pendingApproval?.open?.exceeded });
});
