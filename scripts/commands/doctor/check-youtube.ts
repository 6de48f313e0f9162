import type { Checks } from '../../../clients/checks.ts';
import { checkAccount, skipAccount } from '../../../clients/youtube/account/check-account.ts';
import type { WantedChannel } from '../../../clients/youtube/account/judge-channel.ts';
import { createYouTube } from '../../../clients/youtube/client.ts';
import { type FoundCredentials, findCredentials, readConsentTimes } from '../../../config/credentials.ts';
import type { Settings } from '../../../config/settings.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { problem } from '../../../domain/shared/finding.ts';
import { findLocalYouTube } from '../../lib/local-youtube.ts';

type Input = {
  readonly checks: Checks;
  readonly settings: Settings;
  readonly wanted: Promise<WantedChannel | undefined>;
  readonly clock: () => number;
};

/** The YouTube that the worker's settings name. @returns the units that it spent */
export async function checkYouTube(input: Input): Promise<number> {
  const { checks, settings, wanted, clock } = input;
  const { youtube: target } = settings;
  const place = target.kind === 'google' ? 'Google' : 'the local YouTube';
  if (target.kind === 'start' && !(await isRunning(settings))) {
    skipAccount(checks, 'not checked: the local YouTube is not running; `npx showrunner start` starts it');
    return 0;
  }
  const credentials = await checkFound(checks, settings);
  if (credentials === undefined) return 0;
  const { clientId, clientSecret, refreshToken } = credentials;
  const rootUrl = target.kind === 'google' ? undefined : await findLocalYouTube(settings, undefined);
  const { spent } = await checkAccount({
    youtube: createYouTube({ clientId, clientSecret, refreshToken, ...defined({ rootUrl }) }),
    place,
    checks,
    wanted,
    consent: readConsentTimes(credentials),
    clock,
  });
  return spent;
}

const HEALTH_MS = 1000;

async function isRunning(settings: Settings): Promise<boolean> {
  const url = await findLocalYouTube(settings, undefined);
  return fetch(`${url}/_/health`, { signal: AbortSignal.timeout(HEALTH_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

const NONE =
  'there are none: run `npx showrunner login`, or set SHOWRUNNER_YOUTUBE_CLIENT_ID, SHOWRUNNER_YOUTUBE_CLIENT_SECRET and SHOWRUNNER_YOUTUBE_REFRESH_TOKEN';

/** Adds a problem, and nothing when there are some: whether they work is another question. */
async function checkFound(checks: Checks, settings: Settings): Promise<FoundCredentials | undefined> {
  const found = await findCredentials(settings).catch((error: Error) => error.message);
  if (found !== undefined && typeof found !== 'string') return found;
  skipAccount(checks, 'not checked without credentials', problem(found ?? NONE));
  return undefined;
}
