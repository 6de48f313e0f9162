import { expect, it } from 'vitest';
import { composeEnvironment } from './environment.ts';

const compose = (from: NodeJS.ProcessEnv, more: Partial<Parameters<typeof composeEnvironment>[0]> = {}) =>
  composeEnvironment({ from, settings: [], globalFile: '/dev/null', ...more });

/** What git gets by `GIT_CONFIG_COUNT`. */
function settingsOf(environment: Record<string, string>): [string | undefined, string | undefined][] {
  return Array.from({ length: Number(environment['GIT_CONFIG_COUNT']) }, (_, index) => [
    environment[`GIT_CONFIG_KEY_${index}`],
    environment[`GIT_CONFIG_VALUE_${index}`],
  ]);
}

it('leads to no other repository, never prompts, and takes no configuration along', () => {
  const environment = compose({
    GIT_DIR: '/elsewhere',
    GIT_INDEX_FILE: 'x',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.pager',
    GIT_CONFIG_VALUE_0: 'evil',
    GIT_CONFIG_PARAMETERS: "'core.pager'='evil'",
    GIT_EXTERNAL_DIFF: 'evil',
    GIT_TRACE: '/tmp/trace',
    PAGER: 'less',
    HOME: '/home/ada',
  });
  expect(environment).toMatchObject({
    HOME: '/home/ada',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  });
  for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_CONFIG_PARAMETERS', 'GIT_EXTERNAL_DIFF', 'PAGER'])
    expect(Object.keys(environment)).not.toContain(name);
  expect(JSON.stringify(environment)).not.toContain('evil');
});

it('is given no secret of ours', () => {
  const environment = compose({ SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: 'one', TEMPORAL_API_KEY: 'two' });
  expect(Object.values(environment)).not.toEqual(expect.arrayContaining(['one']));
  expect(Object.values(environment)).not.toEqual(expect.arrayContaining(['two']));
});

it("keeps the operator's login", () => {
  expect(compose({})).toMatchObject({ GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' });
  const own = { GIT_SSH_COMMAND: 'ssh -i key', GIT_ASKPASS: '/bin/ask', SSH_AUTH_SOCK: '/run/agent' };
  expect(compose(own)).toMatchObject(own);
  const settings = [['core.sshcommand', 'ssh -i other']] as const;
  expect(compose({}, { settings })).not.toHaveProperty('GIT_SSH_COMMAND');
});

it('puts ours after those of the person, and those of one remote last', () => {
  const access = {
    settings: [['credential.https://x.helper', '!f']] as const,
    environment: { SHOWRUNNER_GIT_PASSWORD: 's3cret' },
  };
  const environment = compose({}, { settings: [['http.proxy', 'http://proxy']], access });
  const settings = settingsOf(environment);
  expect(settings[0]).toEqual(['http.proxy', 'http://proxy']);
  expect(settings.at(-1)).toEqual(['credential.https://x.helper', '!f']);
  expect(settings).toContainEqual(['core.fsmonitor', 'false']);
  expect(environment).toMatchObject({
    SHOWRUNNER_GIT_PASSWORD: 's3cret',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  });
});
