import { quotaDay } from '../../clients/youtube/quota-day.ts';
import type { BudgetAnswer } from '../../contract/quota.ts';
import type { Dependencies } from '../dependencies.ts';

const DEFAULT = { perDay: 10_000, reserve: 2000 };

/** Today's quota day by the worker's clock, and the budget in academy.yaml at the branch's head. No units. */
export async function readBudget({ repository, clock }: Dependencies): Promise<BudgetAnswer> {
  const { catalog } = await repository.readCatalog(await repository.readHead());
  return { ...quotaDay(clock()), ...(catalog?.academy.quota ?? DEFAULT) };
}
