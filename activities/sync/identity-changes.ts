import type { CommitPlanRequest } from '../../contract/sync.ts';
import { listIdentityChanges } from '../../domain/content/catalog/identity-change.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCatalogIfKnown } from '../read-content.ts';

/** What a commit changes about the channel, the markers or the power over people's edits against the last dispatched commit, in words. */
export async function findIdentityChanges(
  { repository }: Pick<Dependencies, 'repository'>,
  { commit, before }: Pick<CommitPlanRequest, 'commit' | 'before'>,
): Promise<readonly string[] | undefined> {
  if (before === undefined) return undefined;
  const base = (await readCatalogIfKnown(repository, before))?.catalog;
  const { catalog: head } = await repository.readCatalog(commit);
  if (base === undefined || head === undefined) return undefined;
  const changes = listIdentityChanges(base, head);
  return changes.length === 0 ? undefined : changes.map(({ text }) => text);
}
