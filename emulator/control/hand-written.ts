import type { World } from '../world.ts';
import { LIVELY, renderText } from './hand-written-text.ts';
import type { Seed, SeededVideo } from './seed-body.ts';

/** How many of each a channel has that people filled by hand. */
export type HandWritten = NonNullable<Seed['handWritten']>;

/**
 * A channel as people fill one over years: texts typed and pasted by hand, with every oddity that real channels have. The same for each
 * call. Videos first, then upcoming streams.
 */
export function makeHandWritten({ now }: World, { videos, playlists, upcoming }: HandWritten) {
  const shows = Array.from({ length: playlists }, (_, index) => makePlaylist(index));
  const finished = Array.from({ length: videos }, (_, index) => makeFinished(index, shows, now()));
  const planned = Array.from({ length: upcoming }, (_, index) => makeUpcoming(index, shows, now()));
  return { playlists: shows, videos: [...finished, ...planned] };
}

type Playlist = Seed['playlists'][number];

const DAY_MS = 86_400_000;
/** Two names a week, the oldest first. */
const dayOf = (index: number, now: number): string =>
  new Date(Math.floor(now / DAY_MS) * DAY_MS - (index + 2) * 3 * DAY_MS + 17 * 3_600_000).toISOString();

const makePlaylist = (index: number): Playlist => {
  const name = SHOWS[index % SHOWS.length] ?? '';
  const round = Math.floor(index / SHOWS.length);
  const title = round === 0 ? name : `${name} ${round + 1}`;
  return { id: `PLhandwritten${String(index).padStart(4, '0')}`, title };
};

const SHOWS = [
  ...['Klustered', 'Rust à la carte', 'Office Hours', 'Cloud Native Kitchen', 'Enlightning: Live'],
  ...['Wasm & Friends', 'Complete Guides', 'ハンズオン', 'Short Cuts', 'Everything about Databases'],
];

/** Some are in no playlist, and every ninth in a second one. */
function playlistsOf(index: number, shows: readonly Playlist[]): string[] {
  if (shows.length === 0 || index % 11 === 10) return [];
  const first = shows[index % shows.length]?.id ?? '';
  const second = shows[(index * 7 + 3) % shows.length]?.id ?? '';
  return index % 9 === 8 ? [...new Set([first, second])] : [first];
}

function makeFinished(index: number, shows: readonly Playlist[], now: number): SeededVideo {
  const at = dayOf(index, now);
  const show = shows[index % Math.max(1, shows.length)]?.title ?? 'Talks';
  const isStream = index % 3 !== 2;
  return {
    ...base(index, `hw${String(index).padStart(5, '0')}done`, show),
    playlists: playlistsOf(index, shows),
    privacyStatus: index % 17 === 16 ? 'unlisted' : index % 29 === 28 ? 'private' : 'public',
    publishedAt: at,
    ...(isStream ? { scheduledStartTime: at, actualStartTime: at } : {}),
    ...(index % 29 === 28 && !isStream ? { publishAt: new Date(now + 9 * DAY_MS).toISOString() } : {}),
  };
}

function makeUpcoming(index: number, shows: readonly Playlist[], now: number): SeededVideo {
  const at = dayOf(-(index + 4), now);
  const show = shows[index % Math.max(1, shows.length)]?.title ?? 'Talks';
  return {
    ...base(index + 3, `hw${String(index).padStart(5, '0')}soon`, show),
    title: `${LIVELY[index % LIVELY.length]}, live | ${show}`,
    playlists: playlistsOf(index, shows),
    privacyStatus: 'public',
    publishedAt: new Date(now - DAY_MS).toISOString(),
    scheduledStartTime: at,
  };
}

function base(index: number, id: string, show: string): SeededVideo {
  const { title, description, tags } = renderText(index, show);
  return {
    ...{ id, title, description, tags, asStored: true },
    categoryId: index % 40 === 39 ? '30' : index % 5 === 0 ? '27' : '28',
    durationSeconds: 1200 + (index % 50) * 60,
    playlists: [],
    privacyStatus: 'public',
    ...declare(index),
    ...(index % 4 === 0 ? { defaultLanguage: 'en', defaultAudioLanguage: 'en' } : {}),
    ...(index % 20 === 0
      ? { localizations: { de: { title: `${title} (Deutsch)`, description: 'Eine Sendung.' } } }
      : {}),
  };
}

/** What owners declare and set, rarely. */
const declare = (index: number) => ({
  selfDeclaredMadeForKids: index % 47 === 46,
  license: index % 23 === 22 ? ('creativeCommon' as const) : ('youtube' as const),
  embeddable: index % 31 !== 30,
  ...(index % 37 === 36 ? { containsSyntheticMedia: true } : {}),
  ...(index % 19 === 18 ? { hasPaidProductPlacement: true } : {}),
  ...(index % 13 === 12 ? { recordingDate: `2024-0${(index % 9) + 1}-15` } : {}),
});
