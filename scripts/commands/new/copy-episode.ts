import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Episode } from '../../../domain/content/catalog/records.ts';
import { parseYaml } from '../../../domain/content/yaml/parse-yaml.ts';
import { CommandError } from '../../lib/outcome.ts';

/** What is of one episode alone; any other key is copied, those of later versions too. */
const OF_ONE_EPISODE: ReadonlySet<string> = new Set([
  'id',
  'title',
  'show',
  'number',
  'kind',
  'scheduledFor',
  'publishAt',
  'recordingDate',
  'chapters',
  'chapterOffset',
  'verbatim',
  'overrides',
  'localizations',
  'aliases',
  'status',
]);
const OF_ONE_VIDEO: ReadonlySet<string> = new Set(['videoId', 'takeOver', 'replaces']);
const OF_ONE_TITLE: ReadonlySet<string> = new Set(['title', 'file']);

type Keys = Readonly<Record<string, unknown>>;

/** The keys of an episode's file that its successor has too, as written. `guests` replaces the guests. @throws CommandError */
export async function copyEpisode(
  folder: string,
  { origin }: Pick<Episode, 'origin'>,
  guests: readonly string[],
): Promise<Keys> {
  const { value } = parseYaml(await readFile(join(folder, origin.path), 'utf8'));
  if (!isMapping(value)) throw new CommandError(`--from: ${origin.path} cannot be read; correct it first`);
  return copyKeys(value, guests);
}

/** The same of what the file says. */
export const copyKeys = (written: Keys, guests: readonly string[]): Keys =>
  Object.fromEntries(
    Object.entries(written).flatMap(([key, value]): [string, unknown][] => {
      if (OF_ONE_EPISODE.has(key)) return [];
      if (key === 'guests')
        return guests.length > 0 ? [] : [[key, Array.isArray(value) ? value.map(withoutThen) : value]];
      if (key === 'youtube') return keep(key, value, OF_ONE_VIDEO);
      if (key === 'thumbnail') return keep(key, value, OF_ONE_TITLE);
      return [[key, value]];
    }),
  );

/** `then` is what was true on the day of that episode. */
const withoutThen = (guest: unknown): unknown =>
  isMapping(guest) ? Object.fromEntries(Object.entries(guest).filter(([key]) => key !== 'then')) : guest;

/** A mapping without some keys; nothing when no other is left. */
function keep(key: string, value: unknown, without: ReadonlySet<string>): [string, unknown][] {
  if (!isMapping(value)) return [[key, value]];
  const kept = Object.entries(value).filter(([name]) => !without.has(name));
  return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]];
}

const isMapping = (value: unknown): value is Keys =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
