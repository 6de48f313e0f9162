import type { WithholdOrder, WithholdResult } from '../../contract/rewrite.ts';
import type { SyncOrder, SyncPlan } from '../../contract/sync.ts';
import { exceededBy, withhold } from '../../domain/changes/approval/approval.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Parts } from '../dependencies.ts';
import { listShared, type Split } from '../sync/compare-commits.ts';

const UNDECIDED = { approved: [], rejected: [] };

/** What of a commit waits for a person. Without bases git does not know what differs: then YouTube is asked first, by the rewrite. */
export function askFor(
  catalog: Catalog,
  { bases, decided = UNDECIDED }: SyncOrder,
  { shared, unsettled }: Split,
): Pick<SyncPlan, 'withheld' | 'survey'> {
  if (bases.length === 0) {
    const mayAsk = decided.rejected.length > 0 || exceededBy(shared, catalog).length > 0;
    return mayAsk ? { survey: true } : {};
  }
  const withheld = withhold({ changes: unsettled, catalog, decided });
  return withheld === undefined ? {} : { withheld };
}

/** The same for episodes that are named by their ids, because YouTube was found to say otherwise. No units. */
export async function planWithheld(
  parts: Parts,
  { decided, ...scope }: WithholdOrder,
): Promise<WithholdResult> {
  const { catalog } = await parts.repository.readCatalog(scope.commit);
  if (catalog === undefined) return {};
  const withheld = withhold({ changes: await listShared(parts, scope), catalog, decided });
  return withheld === undefined ? {} : { withheld };
}
