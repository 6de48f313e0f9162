import { type Printed, printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import {
  type ChannelState,
  findLocalYouTube,
  type QuotaState,
  readControl,
  type VideoState,
} from '../lib/local-youtube.ts';
import { count } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';

/** Prints the channel, or everything about one video. Costs no units. */
export const command = defineCommand({
  arguments: { '[video]': 'id of a video' },
  flags: { '--url <url>': 'the local YouTube to read (default: the running one)', ...JSON_FLAG },
  run: async ({ video, url: wantedUrl }, env) => {
    const url = await findLocalYouTube(readOwnSettings(env), wantedUrl);
    if (video !== undefined) {
      const state = await readControl<VideoState>(url, `videos/${encodeURIComponent(video)}`);
      return { code: 0, text: renderVideo(state), json: state };
    }
    const channel = await readControl<ChannelState>(url, 'channel');
    const quota = await readControl<QuotaState>(url, 'quota');
    return { code: 0, text: renderChannel(url, channel, quota), json: { url, ...channel, quota } };
  },
});

function renderChannel(url: string, { title, videos, playlists }: ChannelState, quota: QuotaState): Printed {
  const rows = videos.map(
    (video) =>
      `  ${video.id.padEnd(12)} ${describePhase(video).padEnd(9)} ${video.privacyStatus.padEnd(9)} ${video.title}`,
  );
  return printLines([
    `${title}, ${url}: ${count(videos.length, 'video')}, ${count(playlists.length, 'playlist')}`,
    `${quota.spent} of ${quota.perDay} units spent on ${quota.day}`,
    ...rows,
  ]);
}

const describePhase = ({ broadcast }: VideoState): string => broadcast?.lifeCycleStatus ?? 'upload';

function renderVideo(video: VideoState): Printed {
  const { id, title, description, tags = [], privacyStatus, broadcast, thumbnailUrl } = video;
  const start = broadcast?.scheduledStartTime;
  const rows = [
    ['video', id],
    ['title', title],
    ['state', `${describePhase(video)}, ${privacyStatus}${start === undefined ? '' : `, starts ${start}`}`],
    ['stream', broadcast?.boundStreamId ?? 'not bound'],
    ['tags', tags.join(', ')],
    ['thumbnail', video.hasCustomThumbnail ? thumbnailUrl : 'no custom thumbnail'],
  ] as const;
  const facts = rows.map(([name, value]) => `${name.padEnd(9)} ${value}`);
  return printLines([...facts, '', ...description.split('\n')]);
}
