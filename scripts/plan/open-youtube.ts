import { createYouTube, type YouTubeClient } from '../../clients/youtube/client.ts';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import { CommandError } from '../outcome.ts';
import { findYouTube } from '../youtube/find.ts';

/** `place`: for people. */
export type Opened = { readonly place: string; readonly youtube: YouTubeClient };

/** YouTube by the worker's own settings: Google with its credentials, else the local one that runs. Opens no connection yet. */
export async function openYouTube(settings: Settings, env: Environment): Promise<Opened> {
  const { youtube } = readSettings(env);
  if (youtube.kind === 'google') return { place: 'Google', youtube: createYouTube(youtube) };
  const rootUrl = await findYouTube({ ...settings, youtube }, undefined);
  const made = { clientId: 'local', clientSecret: 'local', refreshToken: 'local' };
  return { place: rootUrl, youtube: createYouTube({ rootUrl, ...made }) };
}

/** In a command's words: nothing tries again by itself here. What a person must do stays said. */
export function explainFailure(error: unknown, place: string): CommandError {
  const { message = String(error), kind } = error as { message?: string; kind?: unknown };
  const why = kind === 'wait' ? `${message.split('. ')[0]}; try again later` : message;
  return new CommandError(`--live could not read YouTube (${place}): ${why}`);
}
