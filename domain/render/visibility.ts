import type { Catalog, Episode, Show } from '../content/catalog/records.ts';
import { findPublication } from '../shared/start-time.ts';

export type Privacy = 'public' | 'unlisted' | 'private';

/** What the content says about who may watch; `publishAt`: ISO 8601, UTC. */
export type Wish = {
  readonly status: Episode['status'];
  readonly visibility?: { readonly live: Privacy; readonly after: Privacy };
  readonly publishAt?: string;
};

/** Who may watch, without a clock. A `publishAt` of its own says that the upload is public from then on, whatever the show says. */
export function renderVisibility(
  episode: Pick<Episode, 'kind' | 'visibility' | 'publishAt'>,
  show: Show | undefined,
): { visibility: Wish['visibility'] | undefined; publishAt: string | undefined } {
  const publishAt = episode.kind === 'video' ? findPublication(episode, show?.timezone) : undefined;
  const implied = publishAt === undefined ? undefined : PUBLIC;
  return {
    visibility: episode.visibility ?? implied ?? show?.visibility ?? show?.defaults?.visibility,
    publishAt,
  };
}

const PUBLIC = { live: 'public', after: 'public' } as const;

/** The same of an episode's file as it would be under the show of another catalog. */
export const renderWish = (episode: Episode, show: Show | undefined): Wish => {
  const { visibility, publishAt } = renderVisibility(episode, show);
  return {
    status: episode.status,
    ...(visibility === undefined ? {} : { visibility }),
    ...(publishAt === undefined ? {} : { publishAt }),
  };
};

/**
 * Whether the catalog says that everybody may see the episode, now and after its stream; other episodes may print its title and URL
 * only then. No clock and no live read decide it: with `publishAt` it is secret until that key is removed, and where no file says a
 * visibility it is private, as at creation.
 */
export function isPublic(catalog: Catalog, episode: Episode): boolean {
  if (episode.status !== 'scheduled' || episode.kind === 'none' || episode.publishAt !== undefined)
    return false;
  const { visibility } = renderVisibility(episode, catalog.shows[episode.show ?? '']);
  return visibility?.live === 'public' && visibility.after === 'public';
}
