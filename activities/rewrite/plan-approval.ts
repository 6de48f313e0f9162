import type { ApprovalPlan, ApprovalPlanRequest } from '../../contract/rewrite.ts';
import type { CommitPlan, CommitPlanRequest } from '../../contract/sync.ts';
import {
  listApprovedPublications,
  listExceededBy,
  planPendingApproval,
} from '../../domain/changes/approval/approval.ts';
import { isPolicyAlone, mayWrite } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { type CommitSplit, listShared } from '../sync/compare-commits.ts';

const UNDECIDED = { approved: [], rejected: [] };

/** Changes of a commit that need an approval. Where git cannot tell what differs, the rewrite reads YouTube first. */
export function planCommitApproval(
  catalog: Catalog,
  { baseCommits: bases, priorDecisions = UNDECIDED }: CommitPlanRequest,
  { indirect: shared, unsettled }: CommitSplit,
): Pick<CommitPlan, 'pendingApproval' | 'approvedPublications' | 'needsPreflight'> {
  if (bases.length === 0) {
    const mayNeedApproval = priorDecisions.rejected.length > 0 || listExceededBy(shared, catalog).length > 0;
    return mayNeedApproval ? { needsPreflight: true } : {};
  }
  const isLarge = listExceededBy(unsettled.filter(mayWrite), catalog).length > 0;
  if (isLarge && priorDecisions.rejected.length === 0 && unsettled.every(isPolicyAlone))
    return { needsPreflight: true };
  const pendingApproval = planPendingApproval({ changes: unsettled, catalog, priorDecisions });
  const approvedPublications = listApprovedPublications(unsettled, priorDecisions);
  return {
    ...defined({ pendingApproval }),
    ...(approvedPublications.length === 0 ? {} : { approvedPublications }),
  };
}

/** The same for episodes given by id, because they differ on YouTube. No units. */
export async function planApproval(
  deps: Dependencies,
  { priorDecisions, ...scope }: ApprovalPlanRequest,
): Promise<ApprovalPlan> {
  const { catalog } = await deps.repository.readCatalog(scope.commit);
  if (catalog === undefined) return {};
  const pendingApproval = planPendingApproval({
    changes: await listShared(deps, scope),
    catalog,
    priorDecisions,
  });
  return defined({ pendingApproval });
}
