import { withEtag } from '../api/page.ts';
import { pickParts } from '../api/request.ts';
import { defined } from '../defined.ts';
import { uploadsPlaylistId } from '../state/ids.ts';
import type { ChannelRow } from '../state/rows.ts';

export const CHANNEL_PARTS = [
  'id',
  'snippet',
  'contentDetails',
  'statistics',
  'status',
  'brandingSettings',
  'localizations',
  'topicDetails',
  'contentOwnerDetails',
  'auditDetails',
];

/** Its handle, without `@`. */
export const HANDLE = 'local';

/** A `youtube#channel` with the requested parts. */
export function renderChannel(
  { channel, videoCount }: { channel: ChannelRow; videoCount: number },
  parts: ReadonlySet<string>,
) {
  const { channelId, title, branding = {}, selfDeclaredMadeForKids, longUploadsStatus = 'allowed' } = channel;
  const { description = '', country } = branding;
  return withEtag({
    kind: 'youtube#channel',
    id: channelId,
    ...pickParts(parts, {
      snippet: () => ({
        title,
        description,
        customUrl: `@${HANDLE}`,
        publishedAt: '2020-01-01T00:00:00Z',
        thumbnails: {},
        localized: { title, description },
        ...defined({ country }),
      }),
      contentDetails: () => ({ relatedPlaylists: { likes: 'LL', uploads: uploadsPlaylistId(channelId) } }),
      statistics: () => ({
        viewCount: '0',
        subscriberCount: '0',
        hiddenSubscriberCount: false,
        videoCount: String(videoCount),
      }),
      status: () => ({
        privacyStatus: 'public',
        isLinked: true,
        longUploadsStatus,
        madeForKids: selfDeclaredMadeForKids ?? false,
        ...defined({ selfDeclaredMadeForKids }),
      }),
      brandingSettings: () => ({ channel: { title, ...branding } }),
    }),
  });
}
