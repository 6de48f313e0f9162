import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readStoredCredentials, storeCredentials } from '../config/credentials.ts';
import { readSettings } from '../config/settings.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, NEXT_YEAR, upcoming } from './support/academy-files.ts';
import { answerConsent, startLogin } from './support/login-process.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

const SECRET = /1\/\/local|ya29\./;
const DAY_MS = 86_400_000;

const settings = () =>
  readSettings({
    SHOWRUNNER_STATE: join(academy.folder, 'spawned'),
    SHOWRUNNER_YOUTUBE: academy.youtube.url,
  });

async function login(): Promise<void> {
  const args = ['--no-browser', '--state', settings().state];
  const started = await startLogin(academy.content.folder, { youtube: academy.youtube.url, args });
  started.paste(await answerConsent(started.url));
  const { code, stderr } = await started.done;
  if (code !== 0) throw new Error(stderr);
}

async function revoke(): Promise<void> {
  const { refreshToken = '' } = (await readStoredCredentials(settings())) ?? {};
  const body = new URLSearchParams({ token: refreshToken });
  const { ok } = await fetch(`${academy.youtube.url}/revoke`, { method: 'POST', body });
  expect(ok).toBe(true);
}

const inserts = async () =>
  (await academy.youtube.writes()).filter(
    ({ method, applied }) => method === 'liveBroadcasts.insert' && applied,
  );
const listNeeds = async () =>
  ((await academy.sync()).needs ?? []).map(({ reason, cause, count }) => [reason, cause, count]);

/** Everything that Temporal keeps of every workflow, as text. */
async function readHistories(): Promise<string> {
  const { workflow } = academy.client();
  const texts: string[] = [];
  for await (const { workflowId, runId } of workflow.list()) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    texts.push(
      JSON.stringify(history, (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString() : value,
      ),
    );
  }
  return texts.join('\n');
}

it('a login that dies stops all writes, and a renewed one heals them within seconds, without a restart', async () => {
  academy = await openAcademy({
    files: { ...academyFiles(), 'episodes/talks/first.yaml': upcoming('First', 'ada') },
  });
  const later = NEXT_YEAR.replace('06-01', '06-02');
  expect(later).not.toBe(NEXT_YEAR);
  await login();
  await academy.spawnWorker();
  await academy.waitUntilSynced();
  await until(inserts, (all) => all.length === 1);

  await revoke();
  await academy.content.commit('next', { 'episodes/talks/next.yaml': upcoming('Next', 'ada', later) });
  const { stop } = await until(academy.quota, (quota) => quota.stop !== undefined);
  expect(stop?.reason).toBe('invalid_grant');
  expect(stop?.message).toContain('Run `npx showrunner login`');
  await until(listNeeds, (needs) => needs.length > 0);
  expect(await listNeeds()).toEqual([['credentials', undefined, 1]]);

  await login();
  const renewedAt = Date.now();
  await until(academy.quota, (quota) => quota.stop === undefined);
  // The next check of its own would have been a minute after the refusal.
  expect(Date.now() - renewedAt).toBeLessThan(30_000);
  await until(inserts, (all) => all.length === 2);
  await until(listNeeds, (needs) => needs.length === 0);

  // Of an app in "Testing", on its sixth day.
  await login();
  const stored = await readStoredCredentials(settings());
  if (stored === undefined) throw new Error('nothing is stored');
  const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
  await storeCredentials(settings(), { ...stored, clientSecret: 'rotated', expiresAt });
  await until(listNeeds, (needs) => needs.length > 0);
  expect(await listNeeds()).toEqual([['credentials', 'ends-soon', 1]]);
  expect((await academy.quota()).credentialsExpireAt).toBe(Date.parse(expiresAt));
  await login();
  await until(listNeeds, (needs) => needs.length === 0);

  expect(await readHistories()).not.toMatch(SECRET);
  const log = await readFile(join(settings().state, 'showrunner.log'), 'utf8');
  expect(log).toContain('invalid_grant');
  expect(log).not.toMatch(SECRET);
});
