import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseFieldNames } from '../../domain/changes/parse-fields.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { defined } from '../../domain/shared/defined.ts';
import { joinPrinted, type Printed, printLines } from '../../domain/shared/media/terminal.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { defineCommand } from '../lib/command.ts';
import { type Console, openConsole } from '../lib/confirm.ts';
import type { Connected } from '../lib/connect.ts';
import { type ContentOnDisk, readContentOnDisk } from '../lib/content-on-disk.ts';
import { readFollowed } from '../lib/episode-update.ts';
import { CONTENT_FLAGS, JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { describeOpenRewrite, type OpenRewrite } from '../lib/open-rewrite.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { assertWorker } from '../lib/worker.ts';
import { approveCard, describeApproved, findCard, requestCard } from './take-over/cards.ts';
import { handOver } from './take-over/hand-over.ts';
import { openTalk, type Talk } from './take-over/talk.ts';
import { describeBothTexts } from './take-over/texts.ts';

export const command = defineCommand({
  arguments: {
    '[names...]': 'a show, or ids of episodes; omit them for every episode whose file names a video',
  },
  flags: {
    '--show <id>': 'the show, where an episode has the same name',
    '--field <name...>': 'hand over only these: title, description, tags, ... (default: what the files say)',
    '--no-marker': 'add no line to descriptions: see docs/existing-channel.md for what that costs',
    '--at-most <number>': 'so many at once, the oldest first (default: one, then ten, then the rest)',
    '--by <name>': 'your name, for the record',
    '--yes': 'do not ask: commit and approve what is shown',
    '--repository <place>': CONTENT_FLAGS['--repository <place>'],
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: async ({ names, show, field, marker, atMost, by, yes = false, state, repository, json }, env) => {
    const settings = readOwnSettings(env, { state, repository });
    if (by === undefined) throw await explainMissingName(settings.repository, names, show);
    const fields = field === undefined ? undefined : parseFields(field);
    const size = atMost === undefined ? undefined : parseSize(atMost);
    return takeOverNamed({
      ...{ settings, env, by, names, show, fields, atMost: size, yes },
      markerless: !marker,
      console: openConsole(json),
    });
  },
});

/** A misspelt show or episode is said first: whoever corrects it types the command again. */
async function explainMissingName(
  location: string,
  names: readonly string[],
  show: string | undefined,
): Promise<CommandError> {
  const onDisk = await readOnDisk(location).catch(() => undefined);
  if (onDisk !== undefined) chooseNames(onDisk.catalog, names, show);
  return new CommandError('a take-over is recorded with a name: add --by "your name"');
}

type Named = TemporalInput & {
  readonly by: string;
  readonly names: readonly string[];
  readonly show?: string | undefined;
  readonly fields?: readonly Field[] | undefined;
  readonly markerless?: boolean;
  readonly atMost?: number | undefined;
  readonly yes: boolean;
  readonly console: Console;
};

/** Commits what the files have to say first, and then takes over, each after a question or with `yes`. */
export const takeOverNamed = (named: Named): Promise<Outcome> =>
  withConnection(named, async (connected) => {
    const { settings, env, by, fields, markerless = false, atMost, yes } = named;
    await assertWorker(connected);
    const onDisk = await readOnDisk(settings.repository);
    const catalog = onDisk?.catalog ?? (await readFollowed(connected, settings)).catalog;
    const { show, episodes } = chooseNames(catalog, named.names, named.show);
    const talk = openTalk(named.console, yes);
    const content = onDisk ?? { catalog };
    const wish = { show, episodeIds: episodes, fields, markerless };
    const stopped = await handOver(connected, { settings, env, by, talk, wish, content });
    if (stopped !== undefined) return stopped;
    const inSteps = atMost === undefined && episodes === undefined;
    return takeInSteps(connected, { settings, env, by, show, episodes, atMost, inSteps, yes }, talk);
  });

function parseSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new CommandError(`--at-most: "${text}" is not a number of videos`);
}

function parseFields(names: readonly string[]): readonly Field[] {
  const parsed = parseFieldNames(names);
  if (parsed.kind === 'refused') throw new CommandError(parsed.reason);
  return parsed.fields;
}

/** undefined: the content is elsewhere, for example under a URL. */
const readOnDisk = async (location: string): Promise<ContentOnDisk | undefined> =>
  existsSync(resolve(location)) ? readContentOnDisk(location) : undefined;

type Names = { readonly show: string | undefined; readonly episodes: readonly string[] | undefined };

/** @throws CommandError with a suggestion */
export function chooseNames(
  { shows, episodes }: Pick<Catalog, 'shows' | 'episodes'>,
  names: readonly string[],
  show: string | undefined,
): Names {
  const [first] = names;
  if (show === undefined && names.length === 1 && first !== undefined && isShow({ shows, episodes }, first))
    return { show: first, episodes: undefined };
  if (show !== undefined && !Object.hasOwn(shows, show)) throw unknownError('show', show, shows);
  const unknown = names.find((name) => !Object.hasOwn(episodes, name));
  if (unknown !== undefined) throw unknownError('show and no episode', unknown, { ...shows, ...episodes });
  return { show, episodes: names.length === 0 ? undefined : names };
}

function unknownError(kind: string, name: string, known: Readonly<Record<string, unknown>>): CommandError {
  const near = suggest(name, Object.keys(known));
  return new CommandError(
    `there is no ${kind} "${name}"${near === undefined ? '' : `. Did you mean "${near}"?`}`,
  );
}

const isShow = ({ shows, episodes }: Pick<Catalog, 'shows' | 'episodes'>, name: string): boolean =>
  Object.hasOwn(shows, name) && !Object.hasOwn(episodes, name);

type Input = TemporalInput & {
  readonly by: string;
  readonly show: string | undefined;
  readonly episodes: readonly string[] | undefined;
  readonly atMost: number | undefined;
  /** First one, then ten, then the rest. */
  readonly inSteps?: boolean;
  readonly yes: boolean;
  readonly console?: Console;
};

const SILENT: Console = { print: () => undefined };

/**
 * Shows what taking videos over would change, with both texts, and approves it when a person agrees or with --yes. 0: done, or nothing
 * to take over; 2: it waits for an approval, or a part was left; 1: a part failed.
 */
export const takeOverVideos = (input: Input): Promise<Outcome> =>
  withConnection(input, (connected) =>
    takeInSteps(connected, input, openTalk(input.console ?? SILENT, input.yes)),
  );

async function takeInSteps(connected: Connected, input: Input, talk: Talk): Promise<Outcome> {
  const { by, show, episodes, atMost, inSteps } = input;
  const waiting = await findCard(connected);
  // It may be another selection than the one that was asked for now: it is neither approved nor passed over.
  if (waiting !== undefined) {
    talk.say(await describeCard(input, waiting, 'This take-over is already waiting:'));
    return talk.end(2, [], waiting);
  }
  const request = { by, ...defined({ show, episodes, atMost, inSteps: inSteps || undefined }) };
  for (;;) {
    const rewrite = await requestCard(connected, request);
    const { pending } = rewrite ?? {};
    if (rewrite === undefined || pending === undefined)
      return talk.end(0, ['nothing to take over: every named video was handed over before'], {});
    talk.say(await describeCard(input, rewrite));
    if (!(await talk.agrees(`Take ${count(pending.episodes, 'video')} over?`)))
      return talk.end(2, [], rewrite);
    const approved = await approveCard(connected, rewrite, by);
    const { code, lines, isClean } = describeApproved(approved, pending.units);
    const json = { checksum: pending.checksum, ...approved };
    const left = (pending.takeOverOf ?? pending.episodes) - pending.episodes;
    if (inSteps !== true || !isClean || left === 0)
      return talk.end(code, [...lines, ...describeLeft(left)], json);
    talk.say(printLines([...lines, '']));
  }
}

const describeLeft = (left: number): string[] =>
  left === 0 ? [] : [`${count(left, 'video')} left: the same command again`];

/** The card, and both texts of its first videos. */
async function describeCard(input: Input, rewrite: OpenRewrite, title?: string): Promise<Printed> {
  const card = describeOpenRewrite(rewrite, rewrite.pending);
  const texts = await describeBothTexts(input, rewrite.commit, rewrite.pending?.first ?? []);
  const parts = [printLines(title === undefined ? [] : [title]), card.text, printLines(texts)];
  return joinPrinted(parts.filter((part) => part !== ''));
}
