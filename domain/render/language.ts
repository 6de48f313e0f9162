import type { Episode, Show } from '../content/catalog/records.ts';

/** The language of a video (BCP 47): its own, its show's, or the show's default. */
export function languageOf(episode: Episode, show: Show | undefined): string | undefined {
  return episode.youtube?.language ?? show?.language ?? show?.defaults?.language;
}
