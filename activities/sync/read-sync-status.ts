import { WorkflowNotFoundError } from '@temporalio/client';
import { SYNC_ID } from '../../contract/ids.ts';
import { type SyncStatus, syncStatus } from '../../contract/sync.ts';
import type { Dependencies } from '../dependencies.ts';

/** undefined: `sync` has never run. */
export const readSyncStatus = ({ client }: Pick<Dependencies, 'client'>): Promise<SyncStatus | undefined> =>
  client.workflow
    .getHandle(SYNC_ID)
    .query(syncStatus)
    .catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    });
