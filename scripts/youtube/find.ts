import type { Settings } from '../../config/settings.ts';
import { readRunning } from '../running.ts';

/** Where the local YouTube is: as told, as it runs on our state folder, as set, else on its port. Without a slash at the end. */
export async function findYouTube({ youtube, state }: Settings, url: string | undefined): Promise<string> {
  if (url !== undefined) return url.replace(/\/+$/, '');
  if (youtube.kind === 'url') return youtube.url;
  const running = await readRunning(state);
  return running?.youtubeUrl ?? `http://127.0.0.1:${youtube.kind === 'start' ? youtube.port : ''}`;
}
