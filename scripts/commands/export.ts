import { writeFile } from 'node:fs/promises';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { findGuest } from '../../domain/render/description/people.ts';
import {
  type Exported,
  type ExportSelection,
  renderPublicCatalog,
} from '../../domain/render/export/public-catalog.ts';
import type { PublicCatalog } from '../../domain/render/export/schema.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { defineCommand } from '../lib/command.ts';
import { CONTENT_FLAGS } from '../lib/flags.ts';
import { CommandError, count, type Outcome, printNotice, renderJson } from '../lib/outcome.ts';
import { readContent } from '../lib/read-content.ts';
import { assertShow } from '../lib/select-episodes.ts';
import { assertListedGuest } from '../lib/select-people.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { renderCalendar } from './export/calendar.ts';
import { renderFeed } from './export/feed.ts';
import { findVideoIds } from './export/find-video-ids.ts';

const FORMATS = ['json', 'ics', 'rss'] as const;
type Format = (typeof FORMATS)[number];

export const command = defineCommand({
  arguments: { '<format>': 'json: for a website; ics: a calendar; rss: a feed' },
  flags: {
    '--show <id>': 'only episodes of this show',
    '--guest <id>': 'only episodes with this guest or host',
    '--upcoming': 'only episodes that have not ended',
    '--youtube': 'also look for the videos that no file names: 1 unit for 50 videos',
    '--url <address>': 'rss: where the feed will be found, so that it can name itself',
    '--out <file>': 'write a file instead of printing',
    ...CONTENT_FLAGS,
  },
  run: async (
    { format, show, guest, upcoming = false, youtube = false, url, out, commit, repository },
    env,
  ) => {
    const settings = readOwnSettings(env, { repository });
    assertUrl(url);
    const chosen = parseFormat(format);
    const content = await readContent(settings, commit);
    if (content.catalog === undefined)
      throw new CommandError(
        `${content.place}: academy.yaml is missing or invalid; run: npx showrunner validate`,
      );
    const { catalog } = content;
    const now = Date.now();
    const videoIds = youtube ? await findVideoIds({ settings, env, catalog }) : {};
    const selection = parseSelection(catalog, { show, guest, upcoming, now });
    const exported = renderPublicCatalog({ catalog, commit: content.commit, selection, videoIds });
    const text = renderAs(chosen, {
      catalog: exported.value,
      name: nameOf(catalog, selection),
      url,
      upcoming,
      now,
    });
    return finish({ exported, text, out });
  },
});

function parseFormat(text: string): Format {
  const format = FORMATS.find((one) => one === text);
  if (format !== undefined) return format;
  const near = suggest(text, FORMATS);
  throw new CommandError(
    `expected json, ics or rss, found "${text}"${near === undefined ? '' : `. Did you mean "${near}"?`}`,
  );
}

function assertUrl(url: string | undefined): void {
  if (url !== undefined && !(/^https?:/i.test(url) && URL.canParse(url)))
    throw new CommandError(`--url: expected a URL with http or https, found "${url}"`);
}

type Flags = {
  readonly show: string | undefined;
  readonly guest: string | undefined;
  readonly upcoming: boolean;
  readonly now: number;
};

function parseSelection(catalog: Catalog, { show, guest, upcoming, now }: Flags): ExportSelection {
  if (show !== undefined) assertShow(catalog, show);
  if (guest !== undefined) assertListedGuest(catalog, guest);
  return { show, guest, upcomingAt: upcoming ? now : undefined };
}

/** `Example Academy`, or with the show or the guest. */
function nameOf(catalog: Catalog, { show, guest }: ExportSelection): string {
  const part = [
    show === undefined ? undefined : catalog.shows[show]?.name,
    guest === undefined ? undefined : findGuest(catalog, guest)?.name,
  ].filter((name) => name !== undefined);
  return [catalog.academy.name, ...part].join(': ');
}

type Rendered = {
  readonly catalog: PublicCatalog;
  readonly name: string;
  readonly url: string | undefined;
  readonly upcoming: boolean;
  readonly now: number;
};

function renderAs(format: Format, { catalog, name, url, upcoming, now }: Rendered): string {
  if (format === 'json') return `${renderJson(catalog)}\n`;
  if (format === 'ics') return renderCalendar({ catalog, name, now });
  const hasStarted = ({ start }: { readonly start?: string | undefined }): boolean =>
    Date.parse(start ?? '') <= now;
  // A reader shows what is dated in the future at once, or never.
  const episodes = upcoming ? catalog.episodes : catalog.episodes.filter(hasStarted);
  return renderFeed({ catalog: { ...catalog, episodes }, title: name, address: url, now });
}

type Finish = { readonly exported: Exported; readonly text: string; readonly out: string | undefined };

/** What was left out is for the person who exports, on stderr. */
async function finish({ exported, text, out }: Finish): Promise<Outcome | undefined> {
  const { value, leftOut } = exported;
  for (const line of leftOut) printNotice(line);
  if (out === undefined) {
    process.stdout.write(text);
    process.exitCode = 0;
    return undefined;
  }
  await writeFile(out, text);
  return {
    code: 0,
    text: printLines([`wrote ${out}: ${count(value.episodes.length, 'episode')}`]),
    json: { file: out, episodes: value.episodes.length, leftOut },
  };
}
