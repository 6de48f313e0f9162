import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { renderPublicCatalog } from '../../domain/render/export/public-catalog.ts';
import { type AudienceReport, buildReport } from '../../domain/render/report/report.ts';
import { formatInstant, type SampleRow } from '../../domain/render/report/samples.ts';
import { renderReportHtml } from '../../scripts/commands/report/html.ts';
import { readWorktree } from '../../scripts/lib/worktree.ts';
import { openBrowser } from './browser.ts';
import { savePicture } from './save.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SPONSOR = 'lantern-metrics';
const NOW = Date.parse('2026-11-01T09:00:00Z');
const DAY_MS = 86_400_000;

/** The report for a sponsor of the sample academy, whose numbers are made up here. */
export async function takeReport(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-report-'));
  const browser = await openBrowser();
  try {
    const page = join(folder, 'report.html');
    const html = renderReportHtml(await createSampleReport());
    await writeFile(page, html);
    const png = await browser.take({
      name: 'report',
      url: pathToFileURL(page).href,
      waitFor: ['svg', 'text=To come'],
      height: 1110,
      width: 760,
    });
    const path = join(ROOT, 'docs/pictures/report.png');
    print(`${path} ${await savePicture(path, png)} bytes`);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function createSampleReport(): Promise<AudienceReport> {
  const { catalog } = await readWorktree(ROOT);
  if (catalog === undefined) throw new Error('the sample academy is not valid');
  const value = renderPublicCatalog({ catalog, selection: { sponsor: SPONSOR } }).value;
  const rowsAt = (time: number): SampleRow[] =>
    value.episodes
      .filter(({ start = '' }) => Date.parse(start) <= time)
      .map(({ id, videoId = '', start = '' }, index) => ({
        videoId,
        episodeId: id,
        ...countSample(index, (time - Date.parse(start)) / DAY_MS),
      }));
  const days = Array.from({ length: 45 }, (_, day) => NOW - (45 - day) * DAY_MS);
  return buildReport({
    catalog: value,
    subject: { kind: 'sponsor', id: SPONSOR, name: catalog.sponsors[SPONSOR]?.name ?? SPONSOR },
    period: { from: '2026-10-01' },
    samples: days.map((time) => ({ at: formatInstant(time), rows: rowsAt(time) })),
    live: new Map(rowsAt(NOW).map(({ videoId, ...numbers }) => [videoId, numbers])),
    now: NOW,
  });
}

function countSample(index: number, days: number) {
  const views = Math.floor((900 + ((index * 733) % 1400)) * Math.log2(1 + days));
  return { views, likes: Math.floor(views * 0.043), comments: Math.floor(views / 140) };
}
