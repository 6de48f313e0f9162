import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redact } from '../domain/shared/redact.ts';
import {
  credentialsPath,
  findCredentials,
  readStoredCredentials,
  removeCredentials,
  requireCredentials,
  type StoredCredentials,
  storeCredentials,
} from './credentials.ts';
import { type Environment, readSettings } from './settings.ts';

const STORED: StoredCredentials = {
  clientId: 'client',
  clientSecret: 'stored-secret',
  refreshToken: 'stored-refresh-token',
  scopes: ['https://www.googleapis.com/auth/youtube.force-ssl'],
  channel: { id: 'UCshowrunnerlocal0000000', title: 'Local Academy' },
  grantedAt: '2026-11-30T09:00:00.000Z',
  expiresAt: '2026-12-07T09:00:00.000Z',
};

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'showrunner-credentials-'));
});
afterEach(() => rm(state, { recursive: true }));

const settings = (env: Environment = {}) =>
  readSettings({ SHOWRUNNER_STATE: state, SHOWRUNNER_YOUTUBE: 'google', ...env });
const CLIENT = { SHOWRUNNER_YOUTUBE_CLIENT_ID: 'client', SHOWRUNNER_YOUTUBE_CLIENT_SECRET: 'new-secret' };

describe('stored credentials', () => {
  it('are read as they were written, by their owner alone, and leave no draft', async () => {
    await storeCredentials(settings(), STORED);
    await storeCredentials(settings(), STORED);
    expect(await readStoredCredentials(settings())).toEqual(STORED);
    expect(((await stat(credentialsPath(settings()))).mode & 0o777).toString(8)).toBe('600');
    expect((await readdir(state)).toSorted()).toEqual(['.gitignore', 'credentials.json']);
    await removeCredentials(settings());
    expect(await readStoredCredentials(settings())).toBeUndefined();
  });

  it('are kept from git, in a folder that holds nothing else', async () => {
    await storeCredentials(settings(), STORED);
    expect(await readFile(join(state, '.gitignore'), 'utf8')).toBe('*\n');
    await rm(join(state, '.gitignore'));
    await writeFile(join(state, 'academy.yaml'), '');
    await storeCredentials(settings(), STORED);
    expect((await readdir(state)).toSorted()).toEqual(['academy.yaml', 'credentials.json']);
  });

  it('replace a file that others could read by one that they cannot', async () => {
    await writeFile(credentialsPath(settings()), '{}', { mode: 0o644 });
    await chmod(credentialsPath(settings()), 0o644);
    await storeCredentials(settings(), STORED);
    expect(((await stat(credentialsPath(settings()))).mode & 0o777).toString(8)).toBe('600');
  });

  it.each(['', '[]', '{}', JSON.stringify({ ...STORED, refreshToken: '' }), '{"clientId":"secret'])(
    'that are damaged are an error without their text: %s',
    async (text) => {
      await writeFile(credentialsPath(settings()), text);
      await expect(readStoredCredentials(settings())).rejects.toThrow(
        /credentials\.json is damaged: run `npx showrunner login` to write it again$/,
      );
    },
  );

  it('of Google and of the local YouTube are two files', async () => {
    await storeCredentials(settings(), STORED);
    const local = settings({ SHOWRUNNER_YOUTUBE: 'http://127.0.0.1:99' });
    expect(await findCredentials(local)).toMatchObject({ source: 'made-up', refreshToken: 'local' });
    await storeCredentials(local, { ...STORED, refreshToken: 'of-the-local-one' });
    expect(await findCredentials(local)).toMatchObject({ source: 'file', refreshToken: 'of-the-local-one' });
    expect(await findCredentials(settings())).toMatchObject({ refreshToken: STORED.refreshToken });
  });
});

describe('the credentials in use', () => {
  it('are those of the settings, else the stored ones', async () => {
    await storeCredentials(settings(), STORED);
    expect(await findCredentials(settings())).toMatchObject({
      source: 'file',
      refreshToken: STORED.refreshToken,
      stored: STORED,
    });
    const set = settings({ ...CLIENT, SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: 'set-token' });
    expect(await findCredentials(set)).toEqual({
      ...{ source: 'settings', clientId: 'client', clientSecret: 'new-secret', refreshToken: 'set-token' },
    });
  });

  it('take a secret that was rotated from the settings, and refuse another client', async () => {
    await storeCredentials(settings(), STORED);
    expect(await findCredentials(settings(CLIENT))).toMatchObject({ clientSecret: 'new-secret' });
    const other = settings({ ...CLIENT, SHOWRUNNER_YOUTUBE_CLIENT_ID: 'other' });
    await expect(findCredentials(other)).rejects.toThrow(/names another OAuth client than .*: run `npx/);
  });

  it('that are missing say how to get them', async () => {
    expect(await findCredentials(settings())).toBeUndefined();
    await expect(requireCredentials(settings())).rejects.toThrow(
      /^no credentials for YouTube: run `npx showrunner login`/,
    );
  });

  it('are hidden in every message from now on', async () => {
    await storeCredentials(settings(), { ...STORED, refreshToken: 'plain-words-of-a-token' });
    await findCredentials(settings());
    expect(redact('found plain-words-of-a-token and stored-secret')).toBe('found (hidden) and (hidden)');
  });
});
