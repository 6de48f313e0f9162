import type { Academy } from './records.ts';

/** A key of academy.yaml that says which channel is written, or how its videos are recognised. */
export type IdentityChange = {
  readonly key: 'channelId' | 'episodeUrl';
  /** What a person must know before accepting it. */
  readonly text: string;
};

/** What a commit changes about the channel or the markers, so that it waits for a person. */
export function listIdentityChanges(before: Academy, after: Academy): readonly IdentityChange[] {
  const { channelId, episodeUrl } = before;
  return [
    ...(channelId === after.channelId ? [] : [describeChannel(channelId, after.channelId)]),
    ...(episodeUrl === undefined || isRecognised(episodeUrl, after) ? [] : [describeUrl(episodeUrl, after)]),
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
