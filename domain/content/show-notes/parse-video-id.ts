import { videoId } from '../schema/common.ts';

const HOSTS = /^(?:(?:www|m|music)\.)?(?:youtube\.com|youtube-nocookie\.com)$/;
const PATHS = /^\/(?:live|shorts|embed|v)\/([^/]+)/;

/** The id in any form of a video's URL: watch?v=, youtu.be/, /live/, /shorts/, /embed/. */
export function parseVideoId(written: unknown): string | undefined {
  if (typeof written !== 'string' || !URL.canParse(written)) return undefined;
  const { hostname, pathname, searchParams } = new URL(written);
  const id =
    hostname === 'youtu.be'
      ? pathname.split('/')[1]
      : HOSTS.test(hostname)
        ? (searchParams.get('v') ?? PATHS.exec(pathname)?.[1])
        : undefined;
  const parsed = videoId.safeParse(id);
  return parsed.success ? parsed.data : undefined;
}
