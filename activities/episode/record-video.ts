import { RepositoryError } from '../../clients/git/index.ts';
import type { RecordVideoResult } from '../../contract/episode-calls.ts';
import type { Dependencies } from '../dependencies.ts';
import type { MadeVideo } from './video-recorder.ts';

/** Commits the id of a new video to its episode's file, where the worker may push. A refusal is an answer: another try would be refused too. */
export async function recordVideo(
  { recorder }: Pick<Dependencies, 'recorder'>,
  video: MadeVideo,
): Promise<RecordVideoResult> {
  if (recorder === undefined) return { kind: 'off' };
  try {
    const commit = await recorder.record(video);
    return commit === undefined ? { kind: 'named' } : { kind: 'recorded', commit };
  } catch (error) {
    if (!(error instanceof RepositoryError) || error.kind === 'wait') throw error;
    return { kind: recorder.mayBeRefused ? 'off' : 'refused', detail: error.message };
  }
}
