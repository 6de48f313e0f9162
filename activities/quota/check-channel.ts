import { checkChannel as compare } from '../../clients/youtube/channel.ts';
import type { QuotaGrant } from '../../contract/quota.ts';
import type { Dependencies } from '../dependencies.ts';
import { runWithQuota } from '../run-with-quota.ts';

/** Compares the token's channel with the one that the grant is for: 1 unit. Fails while it is another one, or none. */
export function checkChannel(
  deps: Dependencies,
  { grant }: { readonly grant: QuotaGrant },
): Promise<{ readonly spent: number }> {
  return runWithQuota(deps, grant, async ({ meter, signal }) => {
    await compare(deps.youtube, meter, signal);
    return {};
  });
}
