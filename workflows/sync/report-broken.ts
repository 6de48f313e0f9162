import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { fileChecked } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { patch } from '../patch.ts';
import type { SyncState } from './state.ts';

/** Shows a broken file on the page of its episode, where that is open, and takes it back when the file is valid again. Not in runs of version 0.2. */
export async function reportBroken(
  state: SyncState,
  { broken = [] }: Pick<CommitPlan, 'broken'>,
): Promise<void> {
  const { setsReasons, brokenEpisodes = [] } = state;
  if (setsReasons !== true) return;
  const ids = broken.map(({ episodeId }) => episodeId);
  const valid = brokenEpisodes.filter((id) => !ids.includes(id)).map((episodeId) => ({ episodeId }));
  patch(state, { brokenEpisodes: ids.length === 0 ? undefined : ids });
  await Promise.all(
    [...broken, ...valid].map(({ episodeId, ...problem }) =>
      getExternalWorkflowHandle(episodeWorkflowId(episodeId))
        .signal(fileChecked, problem)
        .catch(() => undefined),
    ),
  );
}
