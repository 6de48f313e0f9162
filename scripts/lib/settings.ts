import { type Environment, readSettings, type Settings } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';

type Flags = { readonly repository?: string | undefined; readonly state?: string | undefined };

/** Settings for commands that only read content or talk to a running Showrunner: they need no credentials. */
export function readOwnSettings(env: Environment, { repository, state }: Flags = {}): Settings {
  const withoutGoogle =
    env['SHOWRUNNER_YOUTUBE'] === 'google' ? { ...env, SHOWRUNNER_YOUTUBE: undefined } : env;
  return readSettings(withoutGoogle, {
    ...defined({ SHOWRUNNER_REPOSITORY: repository, SHOWRUNNER_STATE: state }),
  });
}
