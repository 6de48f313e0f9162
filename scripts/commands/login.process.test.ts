import { existsSync } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalYouTube, startLocalYouTube } from '../../emulator/server.ts';
import { hasChromium, launchChromium } from '../../test/support/chromium.ts';
import { type Ran, run } from '../../test/support/command.ts';
import { createFolder, createTestRepository, removeFolder } from '../../test/support/git-repository.ts';
import { answerConsent, startLogin } from '../../test/support/login-process.ts';
import { controlYouTube } from '../../test/support/youtube.ts';

const OURS = { id: 'UCshowrunnerlocal0000000', title: 'Local Academy' };
const PERSONAL = { id: 'UCpersonalchannel0000000', title: 'Personal Channel' };
const SECRET = /1\/\/local|ya29\.|4(?:\/|%2F)0A/;
const DAY_MS = 86_400_000;

let youtube: LocalYouTube;
let browser: Browser | undefined;
let folder: string;
beforeAll(async () => {
  youtube = await startLocalYouTube();
  browser = hasChromium ? await launchChromium() : undefined;
});
afterAll(async () => {
  await browser?.close();
  await youtube.close();
});
beforeEach(async () => {
  folder = await createFolder();
  const content = await createTestRepository(folder);
  await content.commit({ 'academy.yaml': academy(`channelId: ${OURS.id}\n`) });
});
afterEach(() => removeFolder(folder));

const academy = (channel: string): string => `# Ours.\nname: Academy # the name\n${channel}manage: observe\n`;
const file = (): string => join(folder, '.showrunner', 'credentials.local.json');
const readStored = async () => JSON.parse(await readFile(file(), 'utf8')) as Record<string, unknown>;
const control = () => controlYouTube(youtube.url);
const start = (args: readonly string[] = ['--no-browser'], env: Record<string, string> = {}) =>
  startLogin(folder, { youtube: youtube.url, args, env });
const logout = (): Promise<Ran> => run(folder, ['logout'], { SHOWRUNNER_YOUTUBE: youtube.url });

/** A login whose consent page is answered without a browser. */
async function loginBy(args: readonly string[] = [], consent: Parameters<typeof answerConsent>[1] = {}) {
  const login = await start(['--no-browser', ...args]);
  login.paste(await answerConsent(login.url, consent));
  return login.done;
}

async function withPage(url: string, run: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser?.newPage();
  if (page === undefined) throw new Error('there is no browser');
  await page.goto(url);
  await run(page);
  await page.close();
}

/** What the page says at the end. */
const press = async (page: Page, button: 'Continue' | 'Cancel'): Promise<string> => {
  await page.getByRole('button', { name: button }).click();
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/\?/);
  return (await page.locator('h1').textContent()) ?? '';
};

describe.skipIf(!hasChromium)('in a browser', () => {
  it('opens it, stores what was allowed for the owner alone, and shows no secret', async () => {
    await writeFile(join(folder, 'academy.yaml'), academy(''));
    const opened = join(folder, 'opened');
    const script = join(folder, 'browser.sh');
    await writeFile(script, `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`);
    await chmod(script, 0o755);
    const { length: before } = await control().calls();
    const login = await start(['--yes'], { BROWSER: script });
    await withPage(login.url, async (page) => {
      expect(await press(page, 'Continue')).toBe('Logged in as Local Academy');
    });
    const { code, stdout, stderr } = await login.done;
    expect(stdout.split('\n')).toEqual([
      `logged in as "${OURS.title}" (${OURS.id}), for 1 unit`,
      `stored in ${file()}, for you alone; a running worker uses it within seconds`,
      `added "channelId: ${OURS.id}" to ${join(folder, 'academy.yaml')}: commit it`,
    ]);
    expect(code).toBe(0);
    expect(await readFile(opened, 'utf8')).toBe(login.url);
    expect(stdout + stderr).not.toMatch(SECRET);
    expect(((await stat(file())).mode & 0o777).toString(8)).toBe('600');
    expect(await readStored()).toMatchObject({ channel: OURS, refreshToken: expect.stringMatching(SECRET) });
    expect(await readFile(join(folder, 'academy.yaml'), 'utf8')).toBe(
      `${academy('')}channelId: ${OURS.id}\n`,
    );
    expect((await control().calls()).slice(before).map(({ method }) => method)).toEqual(['channels.list']);
  });

  it.each([
    [
      'is cancelled',
      async (page: Page) => press(page, 'Cancel'),
      'the consent was cancelled. Nothing is stored',
    ],
    [
      'is for another channel',
      async (page: Page) => {
        await page.getByText(PERSONAL.title).click();
        return press(page, 'Continue');
      },
      `this is the channel "${PERSONAL.title}" (${PERSONAL.id}), and academy.yaml names "${OURS.title}" (${OURS.id}): log in again`,
    ],
    [
      'leaves the box unticked',
      async (page: Page) => {
        await page.getByRole('checkbox').uncheck();
        return press(page, 'Continue');
      },
      'the box for managing your YouTube account was not ticked',
    ],
  ])('stores nothing when the consent %s, and says so on the page', async (_name, act, message) => {
    const { length: before } = await control().calls();
    const login = await start();
    await withPage(login.url, async (page) => expect(await act(page)).toBe('Not logged in'));
    const { code, stderr, stdout } = await login.done;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(SECRET);
    expect(existsSync(file())).toBe(false);
    expect((await control().calls()).slice(before).length).toBeLessThanOrEqual(2);
  });
});

describe('by the address that is pasted', () => {
  it('asks again for what is no answer to this login, and takes the right one', async () => {
    const login = await start();
    const answer = await answerConsent(login.url);
    const other = await answerConsent(login.url.replace(/state=[^&]+/, 'state=of-another-login'));
    // The browser may come back on this machine, too: it is refused, and the wait goes on.
    expect((await fetch(other)).status).toBe(400);
    expect((await fetch(new URL('/favicon.ico', answer))).status).toBe(400);
    for (const wrong of ['', 'nonsense', other, youtube.url, answer]) login.paste(wrong);
    const { code, stderr } = await login.done;
    expect(code).toBe(0);
    expect(stderr.match(/This is no address/g)).toHaveLength(1);
    expect(stderr.match(/This address is not the answer to this login/g)).toHaveLength(2);
    expect(stderr).not.toMatch(SECRET);
  });

  it('says that a code is dead, whoever used it', async () => {
    const login = await start();
    const answer = await answerConsent(login.url);
    const body = new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: 'local', client_secret: 'local' },
      code: new URL(answer).searchParams.get('code') ?? '',
    });
    await fetch(`${youtube.url}/token`, { method: 'POST', body });
    login.paste(answer);
    const { code, stderr } = await login.done;
    expect(code).toBe(1);
    expect(stderr).toContain(
      'invalid_grant: Bad Request; the code was used before, or is older than ten minutes',
    );
    expect(stderr).not.toMatch(SECRET);
    expect(existsSync(file())).toBe(false);
  });

  it('prints the token alone for a secret store, and writes no file', async () => {
    const { code, stdout, stderr } = await loginBy(['--print']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\/\/local-[\w-]{43}$/);
    expect(stderr).not.toMatch(SECRET);
    expect(existsSync(file())).toBe(false);
  });

  it('warns of a token that ends after seven days', async () => {
    await control().settings({ publishingStatus: 'testing' });
    const { stderr } = await loginBy();
    await control().settings({ publishingStatus: 'production' });
    expect(stderr).toMatch(
      /Google ends this login in [67] days, at .*: the OAuth app is in "Testing"\. Publish it/,
    );
    const { grantedAt, expiresAt } = await readStored();
    // Google counts from the consent, and says it in whole seconds.
    const livesForMs = Date.parse(String(expiresAt)) - Date.parse(String(grantedAt));
    expect(livesForMs).toBeGreaterThan(6 * DAY_MS);
    expect(livesForMs).toBeLessThanOrEqual(7 * DAY_MS - 1000);
  });

  it('keeps the former login when another one fails', async () => {
    await loginBy();
    const before = await readFile(file(), 'utf8');
    expect((await loginBy([], { channel: PERSONAL.id })).code).toBe(1);
    expect(await readFile(file(), 'utf8')).toBe(before);
  });
});

it('a port that is taken is said at once', async () => {
  const { port } = new URL(youtube.url);
  const { code, stderr } = await run(folder, ['login', '--port', port], { SHOWRUNNER_YOUTUBE: youtube.url });
  expect([code, stderr]).toEqual([
    ...[1, `showrunner: port ${port} is taken: choose another one with --port, or leave it out for any`],
  ]);
});

it('Google is never asked without an OAuth client, nor a local YouTube that does not run', async () => {
  const google = await run(folder, ['login'], { SHOWRUNNER_YOUTUBE: 'google' });
  expect([google.code, google.stdout]).toEqual([1, '']);
  expect(google.stderr).toMatch(
    /^showrunner: no OAuth client: download the one of your Google Cloud project/,
  );
  const nowhere = await run(folder, ['login'], { SHOWRUNNER_YOUTUBE: 'http://127.0.0.1:1' });
  expect(nowhere.stderr).toContain('for a channel at Google, set SHOWRUNNER_YOUTUBE=google');
});

it('logout revokes what login stored, and removes it', async () => {
  await loginBy();
  const { refreshToken } = await readStored();
  expect(await logout()).toMatchObject({
    ...{ code: 0, stderr: '' },
    stdout: `logged out of "${OURS.title}" (${OURS.id}): the token is revoked, and ${file()} is removed`,
  });
  expect(existsSync(file())).toBe(false);
  const body = new URLSearchParams({
    ...{ grant_type: 'refresh_token', client_id: 'local', refresh_token: String(refreshToken) },
  });
  expect((await fetch(`${youtube.url}/token`, { method: 'POST', body })).status).toBe(400);
  expect((await logout()).stdout).toBe(`not logged in: there is no ${file()}`);
});
