import { defined } from '../../shared/defined.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { guestSchema } from '../schema/guest.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { locateYaml } from '../yaml/places.ts';
import { parseProfile } from './parse-profile.ts';
import { parseVideoId } from './parse-video-id.ts';
import { type GuestDraft, type Leftover, NETWORKS, type ShowNotes } from './show-notes.ts';

type Front = Omit<ShowNotes, 'title' | 'description' | 'links' | 'sections' | 'chapters'> & {
  readonly title?: string;
};
type ParsedFront = {
  readonly front: Front;
  readonly faults: readonly Leftover[];
  readonly leftovers: readonly Leftover[];
};
type AddLeftover = (key: KeyPath, why: string) => void;
type Fields = Readonly<Record<string, unknown>>;

/** Parses front matter as YAML with our limits. `line`: where it begins in the file. */
export function parseFront({ text, line }: { text: string; line: number }): ParsedFront {
  const yaml = parseYaml(text);
  const places = locateYaml(text);
  const lines = text.split('\n');
  const lineAt = (offset: number) => places.at(offset).line;
  const toLeftover = (offset: number, why: string): Leftover => ({
    line: lineAt(offset) + line - 1,
    text: (lines[lineAt(offset) - 1] ?? '').trim(),
    why,
  });
  const faults = yaml.faults.map(({ offset, message }) => toLeftover(offset, message));
  if (faults.length === 0 && !isMapping(yaml.value)) faults.push(toLeftover(0, 'expected keys and values'));
  if (!isMapping(yaml.value) || faults.length > 0) return { front: { guests: [] }, faults, leftovers: [] };
  const leftovers: Leftover[] = [];
  const addLeftover: AddLeftover = (key, why) => leftovers.push(toLeftover(places.offsetOf(key, 'key'), why));
  const front = readFields(yaml.value, addLeftover);
  if (front.title === undefined) faults.push(toLeftover(0, 'expected a title'));
  return { front, faults, leftovers };
}

const isMapping = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KNOWN = ['title', 'number', 'date', 'url', 'youtube_url', 'guest', 'guests'];

function readFields(fields: Fields, addLeftover: AddLeftover): Front {
  for (const key of Object.keys(fields))
    if (!KNOWN.includes(key)) addLeftover([key], 'an episode has no such key');
  const number = readNumber(fields, addLeftover);
  return {
    ...defined({
      title: readText(fields['title']),
      number,
      start: readStart(fields, addLeftover),
      videoId: readVideo(fields, addLeftover),
      showName: readShowName(fields, number, addLeftover),
    }),
    guests: [...readGuests(fields, 'guest', addLeftover), ...readGuests(fields, 'guests', addLeftover)],
  };
}

const readText = (value: unknown): string | undefined => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text.replace(/\s+/g, ' ');
};

function readNumber({ number }: Fields, addLeftover: AddLeftover): number | undefined {
  if (number === undefined || number === null) return undefined;
  const read = typeof number === 'string' && /^\d+$/.test(number) ? Number(number) : number;
  if (typeof read === 'number' && Number.isSafeInteger(read) && read >= 0) return read;
  addLeftover(['number'], 'not a whole number');
  return undefined;
}

const [EARLIEST, LATEST] = [Date.UTC(1990, 0), Date.UTC(2200, 0)];

/** Milliseconds since 1970, or a date and time with a zone; to the second, as on YouTube. */
function readStart({ date }: Fields, addLeftover: AddLeftover): string | undefined {
  if (date === undefined || date === null) return undefined;
  const written = typeof date === 'string' ? date.trim() : '';
  const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(written);
  const epoch = typeof date === 'number' ? date : Number(/^\d{12,14}$/.exec(written)?.[0] ?? Number.NaN);
  const ms = isIso ? Date.parse(written) : epoch;
  if (ms >= EARLIEST && ms < LATEST) return `${new Date(ms).toISOString().slice(0, 19)}Z`;
  addLeftover(['date'], 'expected milliseconds since 1970, or a date and time with a zone');
  return undefined;
}

function readVideo({ youtube_url: written }: Fields, addLeftover: AddLeftover): string | undefined {
  if (written === undefined || written === null) return undefined;
  const videoId = parseVideoId(written);
  if (videoId === undefined) addLeftover(['youtube_url'], 'not the URL of a YouTube video');
  return videoId;
}

/** `Syntax_-_746.mp3` of number 746 gives the name Syntax. The URL itself is not imported. */
function readShowName(
  { url }: Fields,
  number: number | undefined,
  addLeftover: AddLeftover,
): string | undefined {
  if (url === undefined || url === null) return undefined;
  addLeftover(['url'], 'the recording: an episode has no key for its URL');
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const file = new URL(url).pathname.split('/').at(-1) ?? '';
  const words = file
    .replace(/\.[a-z0-9]{2,4}$/i, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !(/^\d+$/.test(word) && Number(word) === number));
  const name = words.join(' ');
  return number !== undefined && /^[\p{L}][\p{L} ]{1,39}$/u.test(name) ? name : undefined;
}

function readGuests(fields: Fields, key: 'guest' | 'guests', addLeftover: AddLeftover): GuestDraft[] {
  const written = fields[key];
  if (written === undefined || written === null) return [];
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  return list.flatMap((guest, index) =>
    readGuest(guest, Array.isArray(written) ? [key, index] : [key], addLeftover),
  );
}

const TEXTS = ['of', 'role', 'url', ...NETWORKS] as const;

function readGuest(written: unknown, path: KeyPath, addLeftover: AddLeftover): GuestDraft[] {
  const fields: Fields = isMapping(written) ? written : { name: written };
  const name = readText(fields['name']);
  if (name === undefined) {
    addLeftover(path, 'a guest without a name');
    return [];
  }
  const draft: Record<string, string> = {};
  const social: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (key === 'name' || value === null) continue;
    if (key === 'social') readSocial(value, (one) => social.push(one), path, addLeftover);
    else if (!isTextKey(key)) addLeftover([...path, key], 'a guest has no such key');
    else if (guestSchema.shape[key].safeParse(value).success) draft[key] = String(value).trim();
    else addLeftover([...path, key], `not a valid \`${key}\` of a guest`);
  }
  return [moveKnownProfiles({ name, ...draft, social })];
}

const isTextKey = (key: string): key is (typeof TEXTS)[number] => (TEXTS as readonly string[]).includes(key);

function readSocial(
  value: unknown,
  add: (url: string) => void,
  path: KeyPath,
  addLeftover: AddLeftover,
): void {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const [index, one] of list.entries()) {
    if (guestSchema.shape.social.safeParse([one]).success) add(String(one));
    else addLeftover([...path, 'social', index], 'not a URL with http or https');
  }
}

/** Moves a profile of a network to the record's key for it, unless the notes have another value for that key. */
function moveKnownProfiles(draft: GuestDraft): GuestDraft {
  const placed: Record<string, string> = {};
  const social = draft.social.filter((url) => {
    const profile = parseProfile(url);
    if (profile === undefined || draft[profile.key] !== undefined || placed[profile.key] !== undefined)
      return true;
    placed[profile.key] = profile.handle;
    return false;
  });
  return { ...draft, ...placed, social };
}
