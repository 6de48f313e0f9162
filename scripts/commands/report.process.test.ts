import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStatisticsStore } from '../../clients/git/statistics-store.ts';
import type { AudienceReport } from '../../domain/render/report/report.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
} from '../../test/support/git-repository.ts';
import { startLocalYouTube } from '../../worker/local-youtube.ts';

const DAY_MS = 86_400_000;
const VIDEO = 'K72fOdbxXu8';
const write = (day: string, more: string): string =>
  `title: "=SUM(1) *x* & co"\nshow: klustered\nscheduledFor: ${day}T17:00:00Z\n${more}\n`;

let place = '';
let folder = '';
let youtube: Awaited<ReturnType<typeof startLocalYouTube>>;
beforeAll(async () => {
  place = await createFolder();
  const repository = await createTestRepository(join(place, 'content'));
  folder = repository.folder;
  await repository.commit({
    ...ACADEMY,
    'sponsors/cloud.yaml': 'name: Example Cloud\n',
    'sponsors/other.yaml': 'name: Left Out\n',
    'guests/left-out.yaml': 'name: Left Out\nlisted: false\n',
    'episodes/klustered/past.yaml': write(
      '2020-12-04',
      `visibility: public\nsponsors: [cloud]\nyoutube: { videoId: ${VIDEO} }`,
    ),
    'episodes/klustered/broken.yaml': write(
      '2020-12-06',
      `visibility: public\nsponsors: [cloud]\ntags: ["${'x'.repeat(600)}"]`,
    ),
    'episodes/klustered/draft.yaml': write(
      '2096-12-04',
      'visibility: public\nsponsors: [cloud]\nstatus: draft',
    ),
    'episodes/klustered/to-come.yaml': write(
      '2096-12-05',
      'visibility: public\nsponsors: [cloud]\nguests: [ada]',
    ),
  });
  youtube = await startLocalYouTube({ port: 0, folder: join(place, 'youtube') });
  expect(await run(folder, ['youtube', 'seed', '--url', youtube.url])).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await youtube.stop();
  await removeFolder(place);
});

const report = (args: readonly string[]) =>
  run(folder, ['report', ...args], { SHOWRUNNER_YOUTUBE: youtube.url });
const reportJson = async (args: readonly string[]): Promise<AudienceReport> =>
  JSON.parse((await report([...args, '--json'])).stdout) as AudienceReport;
const readQuota = async () =>
  (await (await fetch(`${youtube.url}/_/quota`)).json()) as {
    spent: number;
    byMethod: Record<string, { calls: number }>;
  };

test('without kept numbers it says those of now, that growth is not known, and spends no unit', async () => {
  const before = await readQuota();
  const { code, stdout, stderr } = await report(['--sponsor', 'cloud']);
  expect(code).toBe(0);
  expect(stderr).toContain('klustered/broken: cannot be rendered; run: npx showrunner validate');
  expect(stderr).toContain('no earlier numbers are kept, so growth is not known');
  expect(stdout).toContain('# Report for Example Cloud');
  expect(stdout).toMatch(/\| 4 December 2020 \| =SUM\(1\) \\\*x\\\* \\& co \| \d[\d,]* \|/);
  expect(stdout).toContain('Growth is not known: no earlier numbers were kept.');
  expect(stdout).not.toContain('draft');
  const after = await readQuota();
  expect(after.spent).toBe(before.spent);
  expect(after.byMethod['videos.batchGetStats']?.calls).toBe(1);
});

test('--sent is what the next report counts from, and kept days are found too; --output writes a page', async () => {
  expect((await report(['--show', 'klustered', '--sent'])).stderr).toContain(
    'the next report for show klustered counts growth from this one',
  );
  await fetch(`${youtube.url}/_/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs: 300 * DAY_MS }),
  });
  // Reports count seconds, and growth needs one.
  await sleep(1000);
  const since = await reportJson(['--show', 'klustered']);
  expect(since.totals.growth?.views).toBeGreaterThan(0);
  expect(since.period.since).toMatch(/^\d{4}-/);
  expect((await reportJson(['--sponsor', 'cloud'])).totals.growth).toBeUndefined();

  const day = new Date(Date.now() - 20 * DAY_MS).toISOString().slice(0, 10);
  const rows = [{ videoId: VIDEO, episodeId: 'klustered/past', show: 'klustered', views: 1, likes: 0 }];
  const store = createStatisticsStore({ folder: join(folder, '.showrunner/kept.git') });
  await store.recordDay(day, { at: `${day}T00:00:05Z`, rows });
  const known = await reportJson(['--sponsor', 'cloud']);
  const [past] = known.episodes;
  expect(known.period.since).toBe(`${day}T00:00:05Z`);
  expect(past?.growth?.views).toBe((past?.numbers?.views ?? 0) - 1);

  const written = await report(['--sponsor', 'cloud', '--from', day, '--output', 'report.html']);
  expect(written.stdout).toBe('wrote report.html: 2 episodes');
  const html = await readFile(join(folder, 'report.html'), 'utf8');
  expect(html).toContain('=SUM(1) *x* &amp; co');
  const csv = await report(['--sponsor', 'cloud', '--from', day, '--to', day, '--format', 'csv']);
  expect(csv.stdout).toContain(
    `klustered/past,'=SUM(1) *x* & co,Klustered,2020-12-04T17:00:00Z,measured,${VIDEO},`,
  );
  expect(csv.stdout).toContain(`,1,0,,`);
});

test('a sponsor without an episode has an empty report, for which nothing is asked', async () => {
  const { episodes, totals, subject } = await reportJson(['--sponsor', 'other']);
  expect([episodes, totals.episodes]).toEqual([[], 0]);
  // Its name is that of a guest who asked to be left out.
  expect(subject.name).toBe('other');
});

test.each([
  [[], /say whom the report is for: --sponsor ID, --guest ID or --show ID/],
  [['--sponsor', 'cloud', '--show', 'klustered'], /a report is for one of --sponsor, --guest and --show/],
  [['--sponsor', 'clout'], /there is no sponsor "clout". Did you mean "cloud"\?/],
  [
    ['--guest', 'left-out'],
    /left-out asked to be left out of everything that is published \(listed: false\)$/,
  ],
  [['--show', 'klustered', '--from', '2026-02-30'], /--from: expected a day such as 2026-11-01/],
  [['--show', 'klustered', '--from', '2026-02-03', '--to', '2026-02-01'], /--from 2026-02-03 is after --to/],
  [['--guest', 'ada', '--sent'], /--sent: the report has no numbers of now/],
])('%j is refused with the reason', async (args, reason) => {
  const { code, stderr } = await report(args);
  expect(code).toBe(1);
  expect(stderr).toMatch(reason);
});
