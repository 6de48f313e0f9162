import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { episodeWorkflowId, NOTIFICATIONS_ID } from '../../contract/ids.ts';
import { type Notice, notify } from '../../contract/notifications.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

/** Signals `notifications` that its stream began, or that it ended. Runs of version 0.2 do not. */
export async function sendStreamEvent(state: EpisodeState, now: number): Promise<void> {
  const { streamEvent: event, videoId, episodeId, title, commit = state.pending?.commit } = state;
  if (state.setsReasons !== true || event === undefined || videoId === undefined || commit === undefined)
    return;
  patch(state, { streamEvent: undefined });
  const notice: Notice = {
    ...{ key: `${event} ${videoId}`, at: now, event, subject: episodeId, title, videoId, commit },
    workflowId: episodeWorkflowId(episodeId),
  };
  await getExternalWorkflowHandle(NOTIFICATIONS_ID)
    .signal(notify, { notices: [notice] })
    .catch(() => undefined);
}
