import type { EpisodeCallRequest, EpisodeCallResult } from '../../../contract/answers.ts';
import { adopt } from '../../../contract/episode.ts';
import type { Adoption } from '../../../domain/changes/adopt/types.ts';
import { defined } from '../../../domain/shared/defined.ts';
import type { Dependencies } from '../../dependencies.ts';
import { orRefused } from './or-refused.ts';
import { sendToEpisode } from './send-to-episode.ts';

/** What a page shows; the command writes the whole change. */
const MOST_LINES = 20;
const MOST_CHARACTERS = 200;

/** Reads the change of the episode's file that keeps what a person wrote on YouTube; writes nothing. */
export const adoptEpisode = (deps: Dependencies, request: EpisodeCallRequest): Promise<EpisodeCallResult> =>
  orRefused(deps, async (assertInTime) => {
    const { fields, by } = request;
    const adoption = await sendToEpisode(deps, request, {
      ...{ update: adopt, argument: defined({ fields, by }) },
      assertInTime,
    });
    return describeAdoption(adoption, request.target.episodeId);
  });

function describeAdoption(
  { path, edits, diff, notAdopted, warning }: Adoption,
  episodeId: string,
): EpisodeCallResult {
  const cannot = notAdopted.map(({ field, why }) => `${field} cannot be adopted: ${why}`);
  const notes = [...cannot, ...(warning === undefined ? [] : [warning])];
  if (edits.length === 0) return { says: ['nothing to adopt', ...notes].join('; ') };
  const command = `\`npx showrunner adopt ${episodeId} --write\``;
  const says = `commit this change of ${path}, or run ${command} in the repository. Nothing was written`;
  return { says: [says, ...notes].join('; '), diff: shorten(diff.split('\n')) };
}

const shorten = (lines: readonly string[]): string[] => [
  ...lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_CHARACTERS)),
  ...(lines.length > MOST_LINES ? [`(and ${lines.length - MOST_LINES} more lines)`] : []),
];
