import { checkChannel as compare } from '../../clients/youtube/channel.ts';
import type { QuotaGrant } from '../../contract/quota.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';

/** `longUploadsStatus`: as YouTube says it; absent: it did not. */
export type CheckedChannel = { readonly spent: number; readonly longUploadsStatus?: string };

/** Compares the token's channel with the one that the grant is for: 1 unit. Fails while it is another one, or none. */
export function checkChannel(
  deps: Dependencies,
  { grant }: { readonly grant: QuotaGrant },
): Promise<CheckedChannel> {
  return runWithQuota(deps, grant, async ({ meter, signal }): Promise<WithoutSpent<CheckedChannel>> => {
    const channel = await compare(deps.youtube, meter, signal);
    return defined({ longUploadsStatus: channel?.longUploadsStatus });
  });
}
