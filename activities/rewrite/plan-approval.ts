import type { ApprovalPlan, ApprovalPlanRequest } from '../../contract/rewrite.ts';
import type { CommitPlan, CommitPlanRequest } from '../../contract/sync.ts';
import { exceededBy, planPendingApproval } from '../../domain/changes/approval/approval.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { listShared, type Split } from '../sync/compare-commits.ts';

const UNDECIDED = { approved: [], rejected: [] };

/** What of a commit waits for a person. Without bases git does not know what differs: then YouTube is asked first, by the rewrite. */
export function planCommitApproval(
  catalog: Catalog,
  { baseCommits: bases, priorDecisions: decided = UNDECIDED }: CommitPlanRequest,
  { shared, unsettled }: Split,
): Pick<CommitPlan, 'pendingApproval' | 'needsPreflight'> {
  if (bases.length === 0) {
    const mayAsk = decided.rejected.length > 0 || exceededBy(shared, catalog).length > 0;
    return mayAsk ? { needsPreflight: true } : {};
  }
  const withheld = planPendingApproval({ changes: unsettled, catalog, priorDecisions: decided });
  return withheld === undefined ? {} : { pendingApproval: withheld };
}

/** The same for episodes that are named by their ids, because YouTube was found to say otherwise. No units. */
export async function planApproval(
  deps: Dependencies,
  { priorDecisions: decided, ...scope }: ApprovalPlanRequest,
): Promise<ApprovalPlan> {
  const { catalog } = await deps.repository.readCatalog(scope.commit);
  if (catalog === undefined) return {};
  const withheld = planPendingApproval({
    changes: await listShared(deps, scope),
    catalog,
    priorDecisions: decided,
  });
  return defined({ pendingApproval: withheld });
}
