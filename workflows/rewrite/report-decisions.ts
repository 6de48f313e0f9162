import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import { SYNC_ID } from '../../contract/ids.ts';
import { approvalRecorded } from '../../contract/sync.ts';
import type { RewriteState } from './state.ts';

/** Tells `sync` in order what it must keep past this rewrite; returns when the end is reached and all is told. */
export async function reportDecisions(
  state: RewriteState,
  end: { readonly reached: boolean },
): Promise<void> {
  for (;;) {
    await condition(() => end.reached || (state.unreported ?? []).length > 0);
    const [decision] = state.unreported ?? [];
    if (decision === undefined) return;
    // Without a `sync` there is nobody to keep it: the next one asks again.
    await getExternalWorkflowHandle(SYNC_ID)
      .signal(approvalRecorded, decision)
      .catch(() => undefined);
    // More may have come while this one was on its way.
    state.unreported = (state.unreported ?? []).slice(1);
  }
}
