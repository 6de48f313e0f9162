import type { ReceiversAnswer, ReceiversRequest } from '../../contract/notifications.ts';
import { findNextDigest, listReceivers } from '../../domain/content/receivers.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { findAppliedCommit } from '../sync/applied-commit.ts';

/** Who is notified of what, as academy.yaml says at a commit. No units. */
export async function readReceivers(
  deps: Dependencies,
  { commit, now }: ReceiversRequest,
): Promise<ReceiversAnswer> {
  const { catalog } = await deps.repository.readCatalog(commit ?? (await findAppliedCommit(deps)));
  if (catalog === undefined) return {};
  const receivers = listReceivers(catalog.academy.notify).map((receiver) => ({
    receiver,
    ...defined({
      nextDigestAt: receiver.digest === undefined ? undefined : findNextDigest(receiver.digest, now),
    }),
  }));
  return { receivers };
}
