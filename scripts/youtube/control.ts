import { CommandError } from '../outcome.ts';

/** As `GET /_/videos/ID` and `/_/channel` tell it; docs/local-youtube.md. */
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

/** Reads one answer of the control API of the local YouTube at `url`; costs no units. */
export async function readControl<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/_/${path}`).catch(() => {
    throw new CommandError(
      `no local YouTube answers at ${url}: start one with \`npm start\` or \`npx showrunner youtube serve\``,
    );
  });
  if (response.ok) return (await response.json()) as T;
  const said = (await response.text()).slice(0, 200);
  if (response.status === 404)
    throw new CommandError(`${url} has no ${path.replace(/^videos\//, 'video ')}: ${said}`);
  throw new CommandError(`${url} refused /_/${path}: ${response.status} ${said}`);
}
