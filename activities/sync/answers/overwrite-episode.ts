import type { EpisodeCallResult, OverwriteCallRequest } from '../../../contract/answers.ts';
import { adopt, overwrite } from '../../../contract/episode.ts';
import type { Adoption, FieldDifference } from '../../../domain/changes/adopt/types.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { hashValue } from '../../../domain/shared/hash.ts';
import type { Dependencies } from '../../dependencies.ts';
import { orRefused } from './or-refused.ts';
import { sendToEpisode } from './send-to-episode.ts';

/**
 * Reads what an overwrite of these fields would write over, and writes it only if the operator was shown exactly that: with the
 * checksum of what differs now. The units are the episode's own.
 */
export const overwriteEpisode = (
  deps: Dependencies,
  request: OverwriteCallRequest,
): Promise<EpisodeCallResult> =>
  orRefused(deps, async (assertInTime) => {
    const { fields, by, checksum, target } = request;
    const adoption = await sendToEpisode(deps, request, {
      ...{ update: adopt, argument: defined({ fields, by }) },
      assertInTime,
    });
    const differences = listMeant(adoption, fields);
    const why = describeForeign(adoption, target.episodeId) ?? describeNothing(differences);
    if (why !== undefined) return { refused: true, says: why };
    const now = checksumOf(adoption, differences);
    const named = differences.map(({ field }) => field);
    if (checksum !== now)
      return { refused: true, ...describeCard(adoption, request, { named, checksum: now }) };
    const { kind, detail } = await sendToEpisode(deps, request, {
      update: overwrite,
      argument: { fields: named, ...defined({ by }) },
      assertInTime,
    });
    return { says: `${kind}: ${detail}` };
  });

/** Who may watch is written only where an operator names it: it may publish the video. */
const listMeant = (
  { differences = [] }: Adoption,
  fields: readonly string[] | undefined,
): readonly FieldDifference[] =>
  differences.filter(({ field }) => field !== 'visibility' || fields?.includes(field) === true);

const describeNothing = (differences: readonly FieldDifference[]): string | undefined =>
  differences.length > 0 ? undefined : 'nothing to overwrite: YouTube says what the file says';

function describeForeign({ whose = 'ours', video, differences = [] }: Adoption, id: string) {
  if (whose === 'ours' || differences.length === 0) return undefined;
  return whose === 'observed'
    ? 'it differs, but manage is observe: nothing is written to its video'
    : `video ${video?.videoId ?? ''} was never handed over, so nothing of it is overwritten; to take it over, send \`takeOver\` with {"episodes":["${id}"],"by":"your name"}`;
}

/** Of the whole values on YouTube and of what would be written. */
const checksumOf = ({ video }: Adoption, differences: readonly FieldDifference[]): string =>
  hashValue(
    {
      videoId: video?.videoId ?? '',
      differences: differences.map(({ reason: _reason, ...one }) => one),
    },
    12,
  );

function describeCard(
  { video, shown = [], overwriteUnits = 0 }: Adoption,
  { target, checksum: given }: OverwriteCallRequest,
  { named, checksum }: { readonly named: readonly string[]; readonly checksum: string },
): Pick<EpisodeCallResult, 'says' | 'differences' | 'send'> {
  const changed = given === undefined ? '' : 'it differs from what the checksum was made for. ';
  const which = video === undefined ? '' : ` of ${video.privacy} video ${video.videoId}`;
  return {
    says: `nothing is written yet: ${changed}This would overwrite ${named.join(', ')}${which}, for at least ${overwriteUnits} units. To write it, send it again with "checksum":"${checksum}"`,
    differences: shown.filter(({ field }) => named.includes(field)),
    send: { episode: target.episodeId, fields: named, checksum },
  };
}
