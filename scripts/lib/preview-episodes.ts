import { type Adoption, adopt } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Connected } from './connect.ts';
import { sendEpisodeUpdate, type Target } from './episode-update.ts';
import { mapSome } from './map-some.ts';
import type { AnswerReason } from './select-episodes.ts';

/** What an episode's video looks like now, compared with its file, or why that is not known. */
export type Preview = { readonly target: Target; readonly adoption: Adoption };
export type Failed = { readonly episodeId: string; readonly why: string };
export type Previews = { readonly previews: readonly Preview[]; readonly failed: readonly Failed[] };

type Input = {
  readonly targets: readonly Target[];
  readonly fields: readonly string[] | undefined;
  readonly reason: AnswerReason | undefined;
  readonly chosenVideoId?: string | undefined;
  readonly taskQueue: string;
};

/** Workflows that read YouTube at the same time. */
const AT_ONCE = 4;

/** Reads every episode's video through its workflow, with units of the quota; writes nothing. With a reason: only fields of it. */
export async function previewEpisodes(connected: Connected, input: Input): Promise<Previews> {
  const results = await mapSome(input.targets, AT_ONCE, (target) =>
    preview(connected, input, target).catch(
      (error: unknown): Failed => ({ episodeId: target.episode.id, why: describeError(error) }),
    ),
  );
  return {
    previews: results.flatMap((one) => (one !== undefined && 'adoption' in one ? [one] : [])),
    failed: results.flatMap((one) => (one !== undefined && 'why' in one ? [one] : [])),
  };
}

async function preview(connected: Connected, input: Input, target: Target): Promise<Preview | undefined> {
  const { fields, reason, chosenVideoId, taskQueue } = input;
  const read = (names: readonly string[] | undefined): Promise<Adoption> => {
    const argument = defined({ fields: names, chosenVideoId });
    return sendEpisodeUpdate(connected, { update: adopt, target, argument, taskQueue });
  };
  const adoption = await read(fields);
  if (reason === undefined) return { target, adoption };
  const { differences = [] } = adoption;
  const meant = differences.filter((one) => reasonOf(one.reason) === reason).map(({ field }) => field);
  if (meant.length === 0) return undefined;
  return { target, adoption: meant.length === differences.length ? adoption : await read(meant) };
}

/** Of the fields of steps, which are not merged, it is known that a person changed them. */
const reasonOf = (reason: 'edited' | 'unknown' | 'named'): AnswerReason =>
  reason === 'unknown' ? 'unknown' : 'edited';

export const describeError = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim();
