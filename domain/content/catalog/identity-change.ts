import { readPolicy } from '../ownership.ts';
import type { Academy, Catalog } from './records.ts';

/** A key of academy.yaml that says which channel is written, how its videos are recognised, or that people's edits are overwritten. */
export type IdentityChange = {
  readonly key: 'channelId' | 'episodeUrl' | 'drift';
  /** What a person must know before accepting it. */
  readonly text: string;
};

/** What a commit changes about the channel, the markers or the power over people's edits, so that it waits for a person. */
export function listIdentityChanges(
  { academy: before }: Pick<Catalog, 'academy'>,
  head: Pick<Catalog, 'academy' | 'shows' | 'episodes'>,
): readonly IdentityChange[] {
  const { academy: after } = head;
  const { channelId, episodeUrl } = before;
  return [
    ...(channelId === after.channelId ? [] : [describeChannel(channelId, after.channelId)]),
    ...(episodeUrl === undefined || isRecognised(episodeUrl, after) ? [] : [describeUrl(episodeUrl, after)]),
    ...(before.drift !== 'overwrite' && after.drift === 'overwrite' ? [describeDrift(head)] : []),
  ];
}

const isRecognised = (form: string, { episodeUrl, formerEpisodeUrls = [] }: Academy): boolean =>
  form === episodeUrl || formerEpisodeUrls.includes(form);

const describeChannel = (before: string, after: string): IdentityChange => ({
  key: 'channelId',
  text: `channelId changes from ${before} to ${after}: everything would be written to another channel`,
});

const describeUrl = (before: string, { episodeUrl }: Academy): IdentityChange => ({
  key: 'episodeUrl',
  text: `episodeUrl ${episodeUrl === undefined ? 'is removed' : `changes to ${episodeUrl}`}, and formerEpisodeUrls does not list ${before}: videos with that marker would no longer be recognised`,
});

function describeDrift({
  academy,
  shows,
  episodes,
}: Pick<Catalog, 'academy' | 'shows' | 'episodes'>): IdentityChange {
  const written = Object.values(episodes).filter(
    (episode) =>
      episode.kind !== 'none' &&
      episode.status !== 'draft' &&
      readPolicy(academy, shows[episode.show ?? ''], episode).manage !== 'observe',
  ).length;
  return {
    key: 'drift',
    text: `drift changes to overwrite: what people edit on YouTube, and have edited, would be overwritten in ${written} ${written === 1 ? 'episode' : 'episodes'}`,
  };
}
