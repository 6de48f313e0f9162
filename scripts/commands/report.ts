import { writeFile } from 'node:fs/promises';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { findGuest } from '../../domain/render/description/people.ts';
import { isInEpisode } from '../../domain/render/export/invitation.ts';
import { createFindUnlisted } from '../../domain/render/export/leave-out.ts';
import { type Exported, renderPublicCatalog } from '../../domain/render/export/public-catalog.ts';
import { isDay } from '../../domain/render/report/period.ts';
import { type AudienceReport, buildReport, type ReportSubject } from '../../domain/render/report/report.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { CONTENT_FLAGS, JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, count, type Outcome, printNotice } from '../lib/outcome.ts';
import { readContent } from '../lib/read-content.ts';
import { assertShow } from '../lib/select-episodes.ts';
import { assertListedGuest, assertSponsor } from '../lib/select-people.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { findVideoIds } from './export/find-video-ids.ts';
import { renderReportCsv } from './report/csv.ts';
import { renderReportHtml } from './report/html.ts';
import { renderReportMarkdown } from './report/markdown.ts';
import { readNumbers, recordSent } from './report/numbers.ts';

const FORMATS = ['md', 'html', 'csv'] as const;
type Format = (typeof FORMATS)[number];

export const command = defineCommand({
  flags: {
    '--sponsor <id>': 'the episodes of this sponsor',
    '--guest <id>': 'the episodes with this guest or host',
    '--show <id>': 'the episodes of this show',
    '--from <day>':
      'count growth from this day on, such as 2026-11-01 (default: since the last --sent, else 30 days)',
    '--to <day>': 'until the end of this day (default: now)',
    '--format <md|html|csv>': "what to write (default: by the file's ending, else md)",
    '--output <file>': 'write a file instead of printing',
    '--sent': 'remember what the report says: the next one counts growth from it',
    '--youtube': 'also look for the videos that no file names: 1 unit for 50 videos',
    ...CONTENT_FLAGS,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: async (flags, env) => {
    const { commit, repository, state, from, to, output, sent = false, youtube = false, json } = flags;
    assertDays({ from, to });
    const settings = readOwnSettings(env, { repository, state });
    const content = await readContent(settings, commit);
    const { catalog } = content;
    if (catalog === undefined)
      throw new CommandError(
        `${content.place}: academy.yaml is missing or invalid; run: npx showrunner validate`,
      );
    const subject = parseSubject(catalog, flags);
    const now = Math.floor(Date.now() / 1000) * 1000;
    const videoIds = youtube ? await findVideoIds({ settings, env, catalog }) : {};
    const selection = { [subject.kind]: subject.id };
    const exported = renderPublicCatalog({ catalog, commit: content.commit, selection, videoIds });
    printMissing({ catalog, exported, subject });
    const wanted = { settings, env, catalog: exported.value, subject, from, to, now };
    const report = buildReport({ catalog: exported.value, subject, now, ...(await readNumbers(wanted)) });
    const format = chooseFormat(flags.format, output);
    const outcome = await finish({ report, text: renderAs(format, report), output, json: json === true });
    if (sent) await recordSent(settings, report);
    return outcome;
  },
});

type Missing = {
  readonly catalog: Catalog;
  readonly exported: Exported;
  readonly subject: ReportSubject;
};

/** For the person who reports: public episodes of the subject that are not in it. What is left out of descriptions does not matter here. */
function printMissing({ catalog, exported: { value, leftOut }, subject }: Missing): void {
  const shown = new Set(value.episodes.map(({ id }) => id));
  for (const episode of Object.values(catalog.episodes)) {
    const line = leftOut.find((one) => one.startsWith(`${episode.id}: `));
    if (line !== undefined && !shown.has(episode.id) && isOf(catalog, episode, subject)) printNotice(line);
  }
}

function isOf(catalog: Catalog, episode: Episode, { kind, id }: ReportSubject): boolean {
  if (kind === 'show') return episode.show === id;
  if (kind === 'sponsor') return episode.sponsors.some((sponsor) => sponsor.id === id);
  const guest = findGuest(catalog, id);
  return guest !== undefined && isInEpisode(catalog, episode, guest);
}

type Days = { readonly from: string | undefined; readonly to: string | undefined };

function assertDays({ from, to }: Days): void {
  for (const [flag, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (day !== undefined && !isDay(day))
      throw new CommandError(`${flag}: expected a day such as 2026-11-01, found "${day}"`);
  if (from !== undefined && to !== undefined && from > to)
    throw new CommandError(`--from ${from} is after --to ${to}`);
}

type Chosen = { readonly [Kind in ReportSubject['kind']]: string | undefined };

function parseSubject(catalog: Catalog, { sponsor, guest, show }: Chosen): ReportSubject {
  const given = [sponsor, guest, show].filter((id) => id !== undefined);
  if (given.length !== 1)
    throw new CommandError(
      given.length === 0
        ? 'say whom the report is for: --sponsor ID, --guest ID or --show ID'
        : 'a report is for one of --sponsor, --guest and --show',
    );
  const namesUnlisted = createFindUnlisted(catalog);
  const describe = (kind: ReportSubject['kind'], id: string, name = id): ReportSubject => ({
    kind,
    id,
    name: namesUnlisted(name) ? id : name,
  });
  if (sponsor !== undefined) {
    assertSponsor(catalog, sponsor);
    return describe('sponsor', sponsor, catalog.sponsors[sponsor]?.name);
  }
  if (show !== undefined) {
    assertShow(catalog, show);
    return describe('show', show, catalog.shows[show]?.name);
  }
  const id = guest ?? '';
  assertListedGuest(catalog, id, () => '');
  const found = findGuest(catalog, id);
  return describe('guest', found?.id ?? id, found?.name);
}

function chooseFormat(format: Format | undefined, output = ''): Format {
  if (format !== undefined) return format;
  if (/\.html?$/i.test(output)) return 'html';
  return /\.csv$/i.test(output) ? 'csv' : 'md';
}

const RENDERERS: Readonly<Record<Format, (report: AudienceReport) => string>> = {
  md: renderReportMarkdown,
  html: renderReportHtml,
  csv: renderReportCsv,
};

const renderAs = (format: Format, report: AudienceReport): string => RENDERERS[format](report);

type Finish = {
  readonly report: AudienceReport;
  readonly text: string;
  readonly output: string | undefined;
  readonly json: boolean;
};

async function finish({ report, text, output, json }: Finish): Promise<Outcome | undefined> {
  if (output !== undefined) await writeFile(output, text);
  if (output === undefined && !json) {
    process.stdout.write(text);
    process.exitCode = 0;
    return undefined;
  }
  return {
    code: 0,
    text: printLines([`wrote ${output}: ${count(report.episodes.length, 'episode')}`]),
    json: report,
  };
}
