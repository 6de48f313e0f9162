import { readRunning } from '../../config/running.ts';
import type { Settings } from '../../config/settings.ts';
import { trimEndOf } from '../../domain/shared/trim-end.ts';
import { CommandError } from './outcome.ts';

/** The channel of a local YouTube by default. */
export const LOCAL_CHANNEL_ID = 'UCshowrunnerlocal0000000';

/** A video as `GET /_/videos/ID` and `/_/channel` answer it; docs/local-youtube.md. */
export type VideoState = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly tags?: readonly string[];
  readonly categoryId: string;
  readonly privacyStatus: string;
  readonly defaultLanguage?: string;
  readonly hasCustomThumbnail: boolean;
  readonly thumbnailSha256?: string;
  readonly thumbnailUrl: string;
  readonly broadcast?: {
    readonly lifeCycleStatus: string;
    readonly scheduledStartTime?: string;
    readonly boundStreamId?: string;
  };
};
export type ChannelState = {
  readonly id: string;
  readonly title: string;
  readonly videos: readonly VideoState[];
  readonly playlists: readonly {
    readonly id: string;
    readonly title: string;
    readonly items: readonly string[];
  }[];
};
export type QuotaState = {
  readonly day: string;
  readonly perDay: number;
  readonly spent: number;
  readonly byMethod: Readonly<Record<string, number>>;
};
export type WriteState = {
  readonly seq: number;
  readonly by: string;
  readonly method: string;
  readonly videoId?: string;
  readonly status: number;
  readonly applied: boolean;
  readonly units: number;
};

/** The URL of the local YouTube, without a slash at the end: `url`, else the setting, else the running one, else its port. */
export async function findLocalYouTube(
  { youtube, state }: Settings,
  url: string | undefined,
): Promise<string> {
  if (url !== undefined) return trimEndOf(url, '/');
  if (youtube.kind === 'url') return youtube.url;
  const running = await readRunning(state);
  return running?.youtubeUrl ?? `http://127.0.0.1:${youtube.kind === 'start' ? youtube.port : ''}`;
}

/** Reads from the control API of the local YouTube at `url`; costs no units. */
export async function readControl<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/_/${path}`).catch(() => {
    throw new CommandError(
      `no local YouTube answers at ${url}: start one with \`npx showrunner start\` or \`npx showrunner youtube serve\``,
    );
  });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.text()).slice(0, 200);
  if (response.status === 404)
    throw new CommandError(`${url} has no ${path.replace(/^videos\//, 'video ')}: ${body}`);
  throw new CommandError(`${url} refused /_/${path}: ${response.status} ${body}`);
}
