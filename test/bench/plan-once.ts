import { openRepository } from '../../clients/git/index.ts';
import { compareCatalogs } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { isError } from '../../domain/shared/problem.ts';
import { type Duration, durationOf, time } from './statistics.ts';

/** What each plan took, how many episodes changed, and the process's peak in bytes. */
export type PlanTimes = {
  readonly fromNothing: Duration;
  readonly afterOneFile: Duration;
  readonly changes: number;
  readonly afterSharedFile: Duration;
  readonly sharedChanges: number;
  readonly memory: number;
};

const [location = '', folder = '', base = '', head = '', next = '', shared = ''] = process.argv.slice(2);
const now = Date.now();

const nothing = await time(async () => {
  const repository = await openRepository({ location, folder });
  const before = await readCatalog(repository, base);
  const after = await readCatalog(repository, head);
  compareCatalogs({ base: before, head: after, now });
  return { repository, catalog: after };
});
const { repository, catalog } = nothing.value;
const oneFile = await time(() => plan(catalog, next));
const sharedFile = await time(() => plan(oneFile.value.catalog, shared));
const times: PlanTimes = {
  fromNothing: durationOf(nothing),
  afterOneFile: durationOf(oneFile),
  changes: oneFile.value.changes,
  afterSharedFile: durationOf(sharedFile),
  sharedChanges: sharedFile.value.changes,
  memory: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(times));

async function plan(before: Catalog, commit: string): Promise<{ catalog: Catalog; changes: number }> {
  const after = await readCatalog(repository, commit);
  return { catalog: after, changes: compareCatalogs({ base: before, head: after, now }).changes.length };
}

type Reader = Awaited<ReturnType<typeof openRepository>>;

async function readCatalog(reader: Reader, commit: string): Promise<Catalog> {
  const { catalog, problems } = await reader.readCatalog(commit);
  const errors = problems.filter(isError);
  if (catalog === undefined || errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
  return catalog;
}
