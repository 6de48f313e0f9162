import { createYouTube, type YouTubeClient } from '../../clients/youtube/client.ts';
import { createQuotaMeter, type QuotaMeter } from '../../clients/youtube/quota-meter.ts';
import { defined } from '../../domain/shared/defined.ts';
import { startLocalYouTube } from '../../emulator/server.ts';
import { NOON } from './scripted-youtube.ts';
import { controlYouTube, type YouTubeControl } from './youtube.ts';

/** A local YouTube, a client of it, and what a person can do to the client's token. */
export type TokenControl = Pick<YouTubeControl, 'consent' | 'fault' | 'seed'> & {
  readonly youtube: YouTubeClient;
  /** Units for one channel; undefined: for any. */
  meter(channelId: string | undefined): QuotaMeter;
  /** Moves the meters' clock, not YouTube's. */
  advance(ms: number): void;
  settings(settings: Record<string, unknown>): Promise<void>;
  /** Methods in the order in which YouTube received them. */
  calls(): Promise<string[]>;
  appliedWrites(): Promise<string[]>;
  close(): Promise<void>;
};

export async function createTokenControl(): Promise<TokenControl> {
  const server = await startLocalYouTube({ clock: () => NOON });
  const control = controlYouTube(server.url);
  const credentials = { clientId: 'local', clientSecret: 'local', refreshToken: 'local' };
  let now = NOON;
  return {
    youtube: createYouTube({ rootUrl: server.url, ...credentials }),
    consent: control.consent,
    fault: control.fault,
    seed: control.seed,
    meter: (channelId) =>
      createQuotaMeter({ id: 'grant', day: '2026-12-01', units: 1000, ...defined({ channelId }) }, () => now),
    advance: (ms) => {
      now += ms;
    },
    settings: control.settings,
    calls: async () => (await control.calls()).map(({ method }) => method),
    appliedWrites: async () =>
      (await control.writes()).flatMap(({ method, applied }) => (applied ? [method] : [])),
    close: () => server.close(),
  };
}
