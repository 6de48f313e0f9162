import { createYouTube, type YouTubeClient } from '../../clients/youtube/client.ts';
import { requireCredentials } from '../../config/credentials.ts';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import type { Failure } from '../../domain/shared/failure.ts';
import { findLocalYouTube } from './local-youtube.ts';
import { CommandError } from './outcome.ts';

/** `place`: for people. `pageOf`: where a person sees a video. */
type OpenedYouTube = {
  readonly place: string;
  readonly youtube: YouTubeClient;
  readonly pageOf: (videoId: string) => string;
};

/** YouTube by the worker's settings and stored credentials: Google, else the local one. Opens no connection yet. */
export async function openYouTube(settings: Settings, env: Environment): Promise<OpenedYouTube> {
  const { youtube } = readSettings(env);
  const place = { ...settings, youtube };
  const credentials = await requireCredentials(place);
  if (youtube.kind === 'google')
    return {
      place: 'Google',
      youtube: createYouTube(credentials),
      pageOf: (videoId) => `https://youtu.be/${videoId}`,
    };
  const rootUrl = await findLocalYouTube(place, undefined);
  return {
    place: rootUrl,
    youtube: createYouTube({ rootUrl, ...credentials }),
    pageOf: (videoId) => `${rootUrl}/videos/${videoId}`,
  };
}

/** A failure for the terminal: a command does not retry, so the message must not say that it does. */
export function explainFailure(
  error: unknown,
  place: string,
  what = '--live could not read YouTube',
): CommandError {
  const { message = String(error), kind, stopsGrants } = error as Partial<Failure>;
  const passes = kind === 'wait' && stopsGrants !== true;
  const reason = passes ? `${message.split('. ')[0]}; try again later` : message;
  return new CommandError(`${what} (${place}): ${reason}`);
}
