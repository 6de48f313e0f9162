import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Catalog, Episode, Guest } from '../../domain/content/catalog/records.ts';
import { findGuest } from '../../domain/render/description/people.ts';
import {
  describeInvitation,
  isInEpisode,
  plannedEnd,
  renderInvitationText,
} from '../../domain/render/export/invitation.ts';
import { printableLines } from '../../domain/shared/media/printable.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { isZone } from '../../domain/shared/start-time.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { defineCommand } from '../lib/command.ts';
import { CONTENT_FLAGS, JSON_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { type Content, readContent } from '../lib/read-content.ts';
import { resolveEpisode } from '../lib/resolve-episode.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { eventId, renderInvitation } from './export/calendar.ts';

export const command = defineCommand({
  arguments: {
    '<guest>': 'a file in guests/',
    '[episode]': "an id, a former id, or a file (default: all the guest's episodes to come)",
  },
  flags: {
    '--timezone <zone>':
      "the guest's time zone, such as America/New_York (default: `timezone:` of the guest, else of the show)",
    '--out <folder>': 'where the .ics and .txt files go (default: the current folder)',
    ...CONTENT_FLAGS,
    ...JSON_FLAG,
  },
  run: async ({ guest, episode, timezone, out = '.', commit, repository }, env) => {
    const settings = readOwnSettings(env, { repository });
    if (timezone !== undefined && !isZone(timezone))
      throw new CommandError(
        `--timezone: expected an IANA time zone such as America/New_York, found "${timezone}"`,
      );
    const content = await readContent(settings, commit);
    return invite({ content, guestId: guest, name: episode, timezone, folder: out, now: Date.now() });
  },
});

type Input = {
  readonly content: Content;
  readonly guestId: string;
  /** Undefined: every episode with the guest that has not ended. */
  readonly name: string | undefined;
  readonly timezone: string | undefined;
  readonly folder: string;
  /** ms since 1970 */
  readonly now: number;
};

/** Writes an invitation for each episode: a calendar file to add, and the same as a text to send with it. */
export async function invite(input: Input): Promise<Outcome> {
  const { content, guestId, folder, now } = input;
  const { catalog } = content;
  if (catalog === undefined) throw new CommandError(`${content.place}: academy.yaml is missing or invalid`);
  const guest = resolveGuest(catalog, guestId);
  const invitations = listEpisodes(catalog, guest, input).map((episode) =>
    describeInvitation(catalog, { episode, guest, timezone: input.timezone }),
  );
  await mkdir(folder, { recursive: true });
  const files: { readonly episode: string; readonly ics: string; readonly text: string }[] = [];
  for (const invitation of invitations) {
    const base = join(folder, `${invitation.episodeId.replaceAll('/', '-')}-${guest.id}`);
    const text = renderInvitationText(invitation);
    const { episodeId, title, start, end, url, isCancelled } = invitation;
    const uid = eventId(`${episodeId}/${guest.id}`, catalog.academy.channelId);
    await writeFile(`${base}.ics`, renderInvitation({ uid, title, text, start, end, url, isCancelled, now }));
    await writeFile(`${base}.txt`, printableLines(text));
    files.push({ episode: episodeId, ics: `${base}.ics`, text: `${base}.txt` });
  }
  const [first, ...rest] = invitations;
  return {
    code: 0,
    text: printLines([
      ...files.flatMap(({ ics, text }) => [ics, text].map((path) => `wrote ${show(path)}`)),
      ...(rest.length === 0 && first !== undefined ? ['', ...renderInvitationText(first).split('\n')] : []),
    ]),
    json: { guest: guest.id, files },
  };
}

const show = (path: string): string => relative(process.cwd(), resolve(path)) || path;

function resolveGuest(catalog: Catalog, id: string): Guest {
  const guest = findGuest(catalog, id);
  if (guest !== undefined) return guest;
  const near = suggest(id, Object.keys(catalog.guests));
  throw new CommandError(`there is no guest "${id}"${near === undefined ? '' : `. Did you mean "${near}"?`}`);
}

/** Also episodes that are not public, and drafts: the guest is in them. */
function listEpisodes(catalog: Catalog, guest: Guest, { content, name, now }: Input): readonly Episode[] {
  if (name !== undefined) {
    const { episode } = resolveEpisode(content, name);
    if (!isInEpisode(catalog, episode, guest))
      throw new CommandError(`${guest.id} is neither a guest nor a host of ${episode.id}`);
    if (episode.start === undefined) throw new CommandError(`${episode.id} has no start yet (scheduledFor)`);
    return [episode];
  }
  const upcoming = Object.values(catalog.episodes).filter(
    (episode) =>
      episode.status !== 'cancelled' &&
      isInEpisode(catalog, episode, guest) &&
      Date.parse(plannedEnd(catalog, episode) ?? '') > now,
  );
  if (upcoming.length > 0) return upcoming.toSorted((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : 1));
  throw new CommandError(
    `${guest.id} is in no episode to come; name one: npx showrunner invite ${guest.id} EPISODE`,
  );
}
