import type { Repository } from '../../../clients/git/index.ts';
import type { Kept, KeptStore } from '../../../clients/git/kept.ts';
import type { KeptField } from '../../../domain/changes/kept/entry.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';
import type { Target } from '../../lib/episode-update.ts';
import { mapSome } from '../../lib/map-some.ts';
import { describeError, type Failed } from '../../lib/preview-episodes.ts';
import { listCandidates, type Wanted } from './candidates.ts';
import { chooseCandidates, type RestoreChoice } from './choose.ts';
import { type IsShown, withComparison } from './compare-pictures.ts';
import type { LiveEpisodes } from './read-live.ts';

/** What goes back to one video. */
export type Restore = {
  readonly target: Target;
  readonly live: LiveVideo;
  readonly choices: readonly RestoreChoice[];
};
export type Prepared = { readonly restores: readonly Restore[]; readonly failed: readonly Failed[] };

type Input = Wanted & {
  readonly seen: LiveEpisodes;
  readonly store: KeptStore;
  readonly repository: Repository;
  readonly fields: readonly KeptField[] | undefined;
};

const AT_ONCE = 4;

/** Compares every video with what was there before. Videos that have it already are left out; what cannot be read is listed. */
export function prepareRestores(input: Input): Promise<Prepared> {
  const { seen } = input;
  return withComparison(seen.youtube, async (isShown) => {
    const kept = await listKept(input);
    const results = await mapSome(seen.found, AT_ONCE, (one) =>
      prepareOne(input, { ...one, kept: kept.get(one.live.videoId) ?? [], isShown }).catch(
        (error: unknown): Failed => ({ episodeId: one.target.episode.id, why: describeError(error) }),
      ),
    );
    return {
      restores: results.flatMap((one) => ('choices' in one && one.choices.length > 0 ? [one] : [])),
      failed: [...seen.ambiguous, ...results.flatMap((one) => ('why' in one ? [one] : []))],
    };
  });
}

/** By video. A remote is asked once, however many videos there are. */
async function listKept({ store, seen: { found } }: Input): Promise<ReadonlyMap<string, readonly Kept[]>> {
  const [only] = found;
  if (only === undefined) return new Map();
  const entries = found.length === 1 ? await store.list(only.live.videoId) : await store.listAll();
  const byVideo = new Map<string, Kept[]>();
  for (const kept of entries)
    byVideo.set(kept.entry.videoId, [...(byVideo.get(kept.entry.videoId) ?? []), kept]);
  return byVideo;
}

type One = {
  readonly target: Target;
  readonly live: LiveVideo;
  readonly kept: readonly Kept[];
  readonly isShown: IsShown;
};

async function prepareOne(
  { store, repository, fields, from, before }: Input,
  { target, live, kept, isShown }: One,
): Promise<Restore> {
  const candidates = await listCandidates({ store, repository, target, kept }, { from, before });
  const forms = target.catalog.academy;
  return { target, live, choices: await chooseCandidates({ candidates, live, forms, fields, isShown }) };
}
