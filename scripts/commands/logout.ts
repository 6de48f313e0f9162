import { OAuthError, revokeConsent } from '../../clients/youtube/oauth.ts';
import { credentialsPath, readStoredCredentials, removeCredentials } from '../../config/credentials.ts';
import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { hideSecret } from '../../domain/shared/redact.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { findLocalYouTube } from '../lib/local-youtube.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';

/** Ends what `login` stored, at Google too, and removes it here. */
export const command = defineCommand({
  flags: {
    '--state <folder>': 'the state folder of the worker (default: SHOWRUNNER_STATE)',
    ...JSON_FLAG,
  },
  run: ({ state }, env) => logout(readSettings(env, { ...defined({ SHOWRUNNER_STATE: state }) }), env),
});

async function logout(settings: Settings, env: Environment): Promise<Outcome> {
  const path = credentialsPath(settings);
  const isSet = settings.youtube.kind === 'google' && Boolean(env['SHOWRUNNER_YOUTUBE_REFRESH_TOKEN']);
  const rest = isSet
    ? ['SHOWRUNNER_YOUTUBE_REFRESH_TOKEN is set here and not touched: remove it where it is set']
    : [];
  const stored = await readStoredCredentials(settings);
  if (stored === undefined)
    return { code: 0, text: printLines([`not logged in: there is no ${path}`, ...rest]), json: {} };
  hideSecret(stored.refreshToken);
  const rootUrl =
    settings.youtube.kind === 'google' ? undefined : await findLocalYouTube(settings, undefined);
  const { clientId, clientSecret, refreshToken, channel } = stored;
  const client = { clientId, clientSecret, ...defined({ rootUrl }) };
  const isRevoked = await revokeConsent(client, refreshToken).catch((error: unknown) => {
    if (!(error instanceof OAuthError)) throw error;
    throw new CommandError(
      `the token could not be revoked (${error.message}), and ${path} is still there. Without a connection: delete it, and remove Showrunner at https://myaccount.google.com/connections`,
    );
  });
  await removeCredentials(settings);
  const how = isRevoked ? 'the token is revoked' : 'the token had ended before';
  const lines = [`logged out of "${channel.title}" (${channel.id}): ${how}, and ${path} is removed`, ...rest];
  return { code: 0, text: printLines(lines), json: { channel, revoked: isRevoked } };
}
