import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import { SYNC_ID } from '../../contract/ids.ts';
import { approvalRecorded } from '../../contract/sync.ts';
import type { RewriteState } from './state.ts';

/** Signals `sync` in order what it must record past this rewrite; returns when the end is reached and everything is sent. */
export async function reportDecisions(
  state: RewriteState,
  end: { readonly reached: boolean },
): Promise<void> {
  for (;;) {
    await condition(() => end.reached || (state.unreported ?? []).length > 0);
    const [decision] = state.unreported ?? [];
    if (decision === undefined) return;
    // Without a `sync` the decision is lost: the next rewrite asks again.
    await getExternalWorkflowHandle(SYNC_ID)
      .signal(approvalRecorded, decision)
      .catch(() => undefined);
    // Handlers may have added more meanwhile.
    state.unreported = (state.unreported ?? []).slice(1);
  }
}
