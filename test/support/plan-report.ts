import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import type { LivePlan } from '../../domain/changes/plan/compare-live.ts';
import { createPlanReport, type PlanReport } from '../../domain/changes/plan/report.ts';
import { buildCatalog } from './catalog.ts';

type Written = Readonly<Record<string, unknown>>;

const NOW = Date.parse('2026-06-15T12:00:00Z');

/** Only for tests: the report of two sets of episodes, with a guest `ann` whose name may change between them. */
export function buildReport(input: {
  before?: Readonly<Record<string, Written>>;
  after: Readonly<Record<string, Written>>;
  names?: readonly [string, string];
  academy?: Written;
  live?: LivePlan;
}): PlanReport {
  const { before, after, names = ['Ann', 'Ann'], academy = {}, live } = input;
  const build = (name: string, episodes: Readonly<Record<string, Written>>) =>
    buildCatalog({
      academy,
      guests: { ann: { name, avatar: 'a.png' } },
      blobs: { 'guests/a.png': 'b' },
      episodes,
    });
  const base = before === undefined ? undefined : build(names[0], before);
  const head = build(names[1], after);
  return createPlanReport({
    range: { base: 'base0000001111', head: 'c0ffee00001111', subject: 'Rename Ann' },
    base,
    head,
    compared: compareCatalogs({ base, head, now: NOW }),
    live,
    now: NOW,
  });
}
