import { quotaDay } from '../../clients/youtube/quota-day.ts';
import type { BudgetAnswer } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { findAppliedCommit } from '../sync/applied-commit.ts';

const DEFAULT = { perDay: 10_000, reserve: 2000 };

/** Today's quota day by the worker's clock, and budget and channel of the academy.yaml that is applied. No units. */
export async function readBudget(deps: Dependencies): Promise<BudgetAnswer> {
  const commit = await findAppliedCommit(deps);
  const { catalog } = await deps.repository.readCatalog(commit);
  const academy = catalog?.academy;
  return {
    ...quotaDay(deps.clock()),
    commit,
    ...(academy?.quota ?? DEFAULT),
    ...defined({ channelId: academy?.channelId, credentialsExpireAt: deps.credentialsExpireAt?.() }),
  };
}
