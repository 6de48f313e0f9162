import { createYouTube, type YouTubeClient } from '../../clients/youtube/client.ts';
import { requireCredentials } from '../../config/credentials.ts';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import type { Failure } from '../../domain/shared/failure.ts';
import { findLocalYouTube } from './local-youtube.ts';
import { CommandError } from './outcome.ts';

/** `place`: for people. */
type OpenedYouTube = { readonly place: string; readonly youtube: YouTubeClient };

/** YouTube by the worker's settings and stored credentials: Google, else the local one. Opens no connection yet. */
export async function openYouTube(settings: Settings, env: Environment): Promise<OpenedYouTube> {
  const { youtube } = readSettings(env);
  const place = { ...settings, youtube };
  const credentials = await requireCredentials(place);
  if (youtube.kind === 'google') return { place: 'Google', youtube: createYouTube(credentials) };
  const rootUrl = await findLocalYouTube(place, undefined);
  return { place: rootUrl, youtube: createYouTube({ rootUrl, ...credentials }) };
}

/** A failure for the terminal: a command does not retry, so the message must not say that it does. */
export function explainFailure(error: unknown, place: string): CommandError {
  const { message = String(error), kind, stopsGrants } = error as Partial<Failure>;
  const passes = kind === 'wait' && stopsGrants !== true;
  const reason = passes ? `${message.split('. ')[0]}; try again later` : message;
  return new CommandError(`--live could not read YouTube (${place}): ${reason}`);
}
