import type { TestAcademy } from '../support/academy.ts';
import type { RepositoryFiles } from '../support/repository.ts';

/** An event in an episode's life: perhaps something on YouTube, then a commit. */
export type LifeEvent = {
  readonly name: string;
  /** Before the commit. */
  readonly before?: (academy: TestAcademy, videoId: string) => Promise<void>;
  readonly files: RepositoryFiles;
};

const YEAR = new Date().getUTCFullYear();
const DAY = 24 * 60 * 60 * 1000;

const RECORD = {
  title: 'First talk',
  show: 'talks',
  scheduledFor: `${YEAR + 1}-06-01T17:00:00Z`,
  guests: '[ada]',
  tags: '[more]',
  // In addition to the show's.
  youtube: '{ playlists: [PLmore] }',
};

const write = (changes: Readonly<Record<string, string>> = {}): RepositoryFiles => ({
  'episodes/talks/first.yaml': Object.entries({ ...RECORD, ...changes })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join(''),
});

const RENAMED = { title: 'First talk of all' };
const MOVED = { ...RENAMED, scheduledFor: `${YEAR + 1}-06-02T18:30:00Z` };
const REDRAWN = { ...MOVED, thumbnail: '{ title: First }' };
const UNLISTED = { ...REDRAWN, youtube: '{ playlists: [] }' };
const CHAPTERS =
  '[{ time: "00:00", title: Hello }, { time: "05:00", title: Engines }, { time: "20:00", title: Bye }]';

/** The events of a scheduled episode's life that cause writes. Which writes, a run without kills shows. */
export const LIFE: readonly LifeEvent[] = [
  { name: 'announced', before: addPlaylist, files: write() },
  { name: 'renamed', files: write(RENAMED) },
  { name: 'moved', files: write(MOVED) },
  { name: 'given another picture', files: write(REDRAWN) },
  { name: 'called off', files: write({ ...REDRAWN, status: 'cancelled' }) },
  { name: 'taken back', files: write(REDRAWN) },
  { name: 'taken out of a playlist', files: write(UNLISTED) },
  { name: 'streamed, chapters added', before: stream, files: write({ ...UNLISTED, chapters: CHAPTERS }) },
  {
    name: 'its guest corrected a year later',
    before: passTwoYears,
    files: { 'guests/ada.yaml': 'name: Ada Byron\nof: Analytical Engines Ltd\n' },
  },
];

async function addPlaylist({ youtube }: TestAcademy): Promise<void> {
  await youtube.seed({ playlists: [{ id: 'PLmore', title: 'More' }] });
}

async function stream({ youtube }: TestAcademy, videoId: string): Promise<void> {
  await youtube.studio(`${videoId}/live`, {});
  await youtube.studio(`${videoId}/end`, {});
}

/** The start is up to a year and a half in the future. */
async function passTwoYears({ clock }: TestAcademy): Promise<void> {
  clock.advance(3 * 365 * DAY);
}
