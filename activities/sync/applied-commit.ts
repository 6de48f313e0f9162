import type { Dependencies } from '../dependencies.ts';
import { readSyncStatus } from './read-sync-status.ts';

/** The commit whose academy.yaml counts: not the branch's head while that waits for a person. */
export async function findAppliedCommit(deps: Dependencies): Promise<string> {
  const sync = await readSyncStatus(deps);
  return sync?.comparedWith?.commit ?? sync?.head ?? (await deps.repository.readHead());
}
