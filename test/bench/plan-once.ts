import { openRepository } from '../../activities/repository/index.ts';
import { compareCatalogs } from '../../domain/changes.ts';
import { isError } from '../../domain/problem.ts';
import type { Catalog } from '../../domain/records.ts';
import { time } from './statistics.ts';

/** Milliseconds, episodes, and the process's peak in bytes. */
export type PlanTimes = {
  readonly fromNothing: number;
  readonly afterOneFile: number;
  readonly changes: number;
  readonly memory: number;
};

const [location = '', folder = '', base = '', head = '', next = ''] = process.argv.slice(2);
const now = Date.now();

const nothing = await time(async () => {
  const repository = await openRepository({ location, folder });
  const before = await readCatalog(repository, base);
  const after = await readCatalog(repository, head);
  compareCatalogs({ base: before, head: after, now });
  return { repository, catalog: after };
});
const oneFile = await time(async () => {
  const { repository, catalog } = nothing.value;
  return compareCatalogs({ base: catalog, head: await readCatalog(repository, next), now });
});
const times: PlanTimes = {
  fromNothing: nothing.ms,
  afterOneFile: oneFile.ms,
  changes: oneFile.value.changes.length,
  memory: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(times));

type Reader = Awaited<ReturnType<typeof openRepository>>;

async function readCatalog(repository: Reader, commit: string): Promise<Catalog> {
  const { catalog, problems } = await repository.readCatalog(commit);
  const errors = problems.filter(isError);
  if (catalog === undefined || errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
  return catalog;
}
