import { createHmac } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRunning } from '../config/running.ts';
import { METRICS } from '../worker/metrics/definitions.ts';
import { openAcademy, type TestAcademy } from './support/academy.ts';
import { listForeignMetrics } from './support/monitoring-files.ts';
import { until } from './support/until.ts';

// The product in a process of its own, which polls once a day: only a webhook makes it look.

const SECRET = 'a-secret-of-16-characters';
let academy: TestAcademy;
let url: string;

beforeAll(async () => {
  academy = await openAcademy({ isRemote: true });
  await academy.spawnWorker({
    SHOWRUNNER_HTTP_ADDRESS: '0',
    SHOWRUNNER_WEBHOOK_GITHUB_SECRET: SECRET,
    SHOWRUNNER_POLL_SECONDS: '86400',
  });
  const running = await readRunning(join(academy.folder, 'spawned'));
  url = running?.httpUrl ?? '';
}, 300_000);
afterAll(() => academy.close());

const scrape = async (): Promise<string> => (await fetch(`${url}/metrics`)).text();

const PUSH = JSON.stringify({ ref: 'refs/heads/main' });
const sign = (body: string): string => createHmac('sha256', SECRET).update(body).digest('hex');

const sendPush = (signature: string): Promise<Response> =>
  fetch(`${url}/webhooks/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body: PUSH,
  });

/** The value of a line, without its labels. */
const readValue = (text: string, name: string): number =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]);

it('is ready, and counts what its workflows say', async () => {
  await academy.waitUntilSynced();
  const isKnown = (one: string): boolean =>
    readValue(one, 'showrunner_commit_synced') === 1 &&
    readValue(one, 'showrunner_quota_units_per_day') === 100_000;
  const text = await until(scrape, isKnown);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(readValue(text, 'showrunner_ready')).toBe(1);
  expect(text).toContain('showrunner_needs_person{reason="approval"} 0');
  const commitAt = Date.parse(await academy.content.git('log', '-1', '--format=%cI')) / 1000;
  expect(readValue(text, 'showrunner_synced_commit_timestamp_seconds')).toBe(commitAt);
  const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(METRICS)));
  if (process.env['KEEP_SCRAPE'] !== undefined) await writeFile(process.env['KEEP_SCRAPE'], text);
});

it('looks at the branch when a webhook says so, and only then', async () => {
  const commit = await academy.content.commit('Add a guest', { 'guests/new-one.yaml': 'name: New One\n' });
  await academy.content.git('push', '--quiet', 'origin', 'HEAD');
  expect((await sendPush('0'.repeat(64))).status).toBe(401);
  expect((await academy.sync()).head).not.toBe(commit);
  expect((await sendPush(sign(PUSH))).status).toBe(202);
  await until(academy.sync, ({ head }) => head === commit);
  expect(await scrape()).toContain(
    'showrunner_webhook_deliveries_total{sender="github",outcome="wrong-signature"} 1',
  );
});

/** Those that begin with the first fault. */
const OF_FAULTS = [
  'temporal_activity_execution_failed_total',
  'temporal_workflow_task_execution_failed_total',
];

it('has what the dashboard and the alerts name of the SDK and the process', async () => {
  const used = listForeignMetrics().filter((name) => !OF_FAULTS.includes(name));
  expect(used.length).toBeGreaterThanOrEqual(10);
  const text = await scrape();
  expect(used.filter((name) => !new RegExp(`^${name}[{ ]`, 'm').test(text))).toEqual([]);
});

it('counts a branch that cannot be read, and goes on answering', async () => {
  await rename(join(academy.folder, 'remote.git'), join(academy.folder, 'gone.git'));
  expect((await sendPush(sign(PUSH))).status).toBe(202);
  const failed = /^temporal_activity_execution_failed_total\{activity_type="readHead",.*\} [1-9]/m;
  expect(await until(scrape, (text) => failed.test(text))).toContain('showrunner_commit_synced');
  // A failed workflow task cannot be made here; the name is the library's.
  const library = createRequire(import.meta.url).resolve('@temporalio/core-bridge');
  const folders = await readdir(join(dirname(library), 'releases'));
  const native = await readFile(join(dirname(library), 'releases', folders[0] ?? '', 'index.node'));
  for (const name of OF_FAULTS) expect(native.includes(name.replace(/^temporal_|_total$/g, ''))).toBe(true);
});
