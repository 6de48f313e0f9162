import { type Environment, readSettings, type Settings } from '../config/settings.ts';

type Flags = { readonly repository?: string | undefined; readonly state?: string | undefined };

/** Settings for verbs that only read content or talk to what runs: they ask for nobody's credentials. */
export function readOwnSettings(env: Environment, { repository, state }: Flags = {}): Settings {
  const harmless = env['SHOWRUNNER_YOUTUBE'] === 'google' ? { ...env, SHOWRUNNER_YOUTUBE: undefined } : env;
  return readSettings(harmless, {
    ...(repository === undefined ? {} : { SHOWRUNNER_REPOSITORY: repository }),
    ...(state === undefined ? {} : { SHOWRUNNER_STATE: state }),
  });
}
