import type { Settings } from '../../config/settings.ts';
import { count, type Outcome } from '../outcome.ts';
import { type ChannelState, type QuotaState, readControl, type VideoState } from '../youtube/control.ts';
import { findYouTube } from '../youtube/find.ts';

/** What stands on the local YouTube: the channel, or everything of one video. No units. */
export async function look({
  settings,
  video,
  url,
}: {
  settings: Settings;
  video?: string;
  url?: string;
}): Promise<Outcome> {
  const place = await findYouTube(settings, url);
  if (video !== undefined) {
    const state = await readControl<VideoState>(place, `videos/${encodeURIComponent(video)}`);
    return { code: 0, text: renderVideo(state), json: state };
  }
  const channel = await readControl<ChannelState>(place, 'channel');
  const quota = await readControl<QuotaState>(place, 'quota');
  return { code: 0, text: renderChannel(place, channel, quota), json: { url: place, ...channel, quota } };
}

function renderChannel(url: string, { title, videos, playlists }: ChannelState, quota: QuotaState): string {
  const rows = videos.map(
    (video) =>
      `  ${video.id.padEnd(12)} ${phaseOf(video).padEnd(9)} ${video.privacyStatus.padEnd(9)} ${video.title}`,
  );
  const sum = `${count(videos.length, 'video')}, ${count(playlists.length, 'playlist')}`;
  return [
    `${title}, ${url}: ${sum}`,
    `${quota.spent} of ${quota.perDay} units on ${quota.day}`,
    ...rows,
  ].join('\n');
}

const phaseOf = ({ broadcast }: VideoState): string => broadcast?.lifeCycleStatus ?? 'upload';

function renderVideo(video: VideoState): string {
  const { id, title, description, tags = [], privacyStatus, broadcast, thumbnailUrl } = video;
  const start = broadcast?.scheduledStartTime;
  const rows: readonly (readonly [string, string])[] = [
    ['video', id],
    ['title', title],
    [
      'state',
      [phaseOf(video), privacyStatus, ...(start === undefined ? [] : [`starts ${start}`])].join(', '),
    ],
    ['stream', broadcast?.boundStreamId ?? 'not bound'],
    ['tags', tags.join(', ')],
    ['picture', video.hasCustomThumbnail ? thumbnailUrl : 'none of ours'],
  ];
  return [...rows.map(([name, value]) => `${name.padEnd(8)} ${value}`), '', description].join('\n');
}
