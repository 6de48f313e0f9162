import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storeCredentials } from '../../../config/credentials.ts';
import { readSettings } from '../../../config/settings.ts';
import { chooseTarget } from './client.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-client-'));
});
afterEach(() => rm(folder, { recursive: true }));

const google = (env: Record<string, string> = {}) =>
  readSettings({ SHOWRUNNER_YOUTUBE: 'google', SHOWRUNNER_STATE: join(folder, 'state'), ...env });
const SET = { SHOWRUNNER_YOUTUBE_CLIENT_ID: 'set', SHOWRUNNER_YOUTUBE_CLIENT_SECRET: 'set-secret' };
const write = async (text: string): Promise<string> => {
  const path = join(folder, 'client.json');
  await writeFile(path, text);
  return path;
};
const idOf = async (settings = google(), file?: string) => (await chooseTarget(settings, file)).clientId;

it('the client is that of the file, else of the settings, else of the last login', async () => {
  const file = await write('{"installed":{"client_id":"of-file","client_secret":"file-secret","x":1}}');
  await storeCredentials(google(), {
    ...{ clientId: 'stored', clientSecret: 'stored-secret', refreshToken: 'a-token', scopes: [] },
    ...{ channel: { id: 'UC1', title: '' }, grantedAt: '2026-11-30T09:00:00Z' },
  });
  expect([await idOf(google(), file), await idOf(google(SET)), await idOf()]).toEqual([
    ...['of-file', 'set', 'stored'],
  ]);
  await expect(idOf(google(SET), file)).rejects.toThrow(/names another OAuth client than .*: unset it/);
  expect(await chooseTarget(google(), undefined)).toEqual({
    ...{ clientId: 'stored', clientSecret: 'stored-secret', place: 'Google' },
  });
});

it.each(['{}', 'no JSON', '{"web":{"client_id":"a","client_secret":"the-secret"}}'])(
  'a file that is not of a desktop app is refused, without its text: %s',
  async (text) => {
    const path = await write(text);
    await expect(idOf(google(), path)).rejects.toThrow(
      `--client: ${path} is not the JSON file of an OAuth client of the type "Desktop app" (a key "installed" with client_id and client_secret)`,
    );
  },
);

it('without any, it says how to get one', async () => {
  await expect(idOf()).rejects.toThrow(/^no OAuth client: download .*docs\/credentials\.md/);
  await expect(idOf(google(), join(folder, 'none.json'))).rejects.toThrow(/cannot be read \(ENOENT\)$/);
});
