import { type Environment, readSettings, type Settings } from '../config/settings.ts';

type Flags = { readonly repository?: string | undefined; readonly state?: string | undefined };

/** Settings for commands that only read content or talk to a running Showrunner: they need no credentials. */
export function readOwnSettings(env: Environment, { repository, state }: Flags = {}): Settings {
  const withoutGoogle =
    env['SHOWRUNNER_YOUTUBE'] === 'google' ? { ...env, SHOWRUNNER_YOUTUBE: undefined } : env;
  return readSettings(withoutGoogle, {
    ...(repository === undefined ? {} : { SHOWRUNNER_REPOSITORY: repository }),
    ...(state === undefined ? {} : { SHOWRUNNER_STATE: state }),
  });
}
