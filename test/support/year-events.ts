import type { RepositoryFiles } from './repository.ts';
import type { TestVideo } from './youtube.ts';

/** An event in an episode's life, and what a viewer sees afterwards. */
export type YearEvent = {
  readonly name: string;
  /** On the worker's and YouTube's clock. */
  readonly at: string;
  /** What the encoder does. */
  readonly stream?: 'live' | 'end';
  /** What is committed. */
  readonly files?: RepositoryFiles;
  /** The episode's phase afterwards. */
  readonly phase: string;
  /** A line of its description afterwards. */
  readonly line?: string;
  readonly shows?: Partial<Omit<TestVideo, 'broadcast'>> & {
    readonly broadcast?: Partial<TestVideo['broadcast']>;
  };
};

/** Next year, so that real time is always before it. */
const THIS = new Date().getUTCFullYear() + 1;
const day = (date: string, time = '12:00'): string => `${THIS}-${date}T${time}:00Z`;

export const YEAR_ID = 'talks/first';

const DRAFT = { title: 'First talk', show: 'talks', guests: '[ada]', tags: '[more]' };
const ANNOUNCED = { ...DRAFT, scheduledFor: day('04-10', '17:00') };
const MOVED = { ...ANNOUNCED, scheduledFor: day('04-17', '17:00') };
const MOVED_AGAIN = { ...ANNOUNCED, scheduledFor: day('05-08', '18:30') };
const RENAMED = { ...MOVED_AGAIN, title: 'The first talk of all' };
const WITH_BOB = { ...RENAMED, guests: '[bob]' };
const CHAPTERS =
  '[{ time: "00:00", title: Hello }, { time: "05:00", title: Engines }, { time: "20:00", title: Bye }]';

const write = (record: Readonly<Record<string, string>>): RepositoryFiles => ({
  [`episodes/${YEAR_ID}.yaml`]: Object.entries(record)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join(''),
});
const correct = (guest: string, text: string): RepositoryFiles => ({ [`guests/${guest}.yaml`]: text });

const ready = (start: string) => ({ broadcast: { lifeCycleStatus: 'ready', scheduledStartTime: start } });
const over = { privacyStatus: 'unlisted', broadcast: { lifeCycleStatus: 'complete' } };
const upcoming = { phase: 'upcoming' };
const complete = { phase: 'complete', shows: over };
const ADA = '• Ada Byron, Analytical Engines';

/** An episode's year and the one after it. The writes it causes are in test/year.test.ts. */
export const YEAR: readonly YearEvent[] = [
  { name: 'drafted', at: day('01-12'), files: write({ ...DRAFT, status: 'draft' }), phase: 'draft' },
  {
    ...upcoming,
    name: 'announced',
    at: day('02-02'),
    files: write(ANNOUNCED),
    line: ADA,
    shows: ready(ANNOUNCED.scheduledFor),
  },
  {
    ...upcoming,
    name: 'moved',
    at: day('03-02'),
    files: write(MOVED),
    line: ADA,
    shows: ready(MOVED.scheduledFor),
  },
  {
    ...upcoming,
    name: 'moved again',
    at: day('03-20'),
    files: write(MOVED_AGAIN),
    line: ADA,
    shows: ready(MOVED_AGAIN.scheduledFor),
  },
  {
    ...upcoming,
    name: 'renamed',
    at: day('04-02'),
    files: write(RENAMED),
    line: ADA,
    shows: { title: RENAMED.title },
  },
  {
    ...upcoming,
    name: 'given another guest',
    at: day('04-20'),
    files: write(WITH_BOB),
    line: '• Bob Builder',
  },
  {
    name: 'live',
    at: day('05-08', '18:31'),
    stream: 'live',
    phase: 'live',
    line: '• Bob Builder',
    shows: { privacyStatus: 'public', broadcast: { lifeCycleStatus: 'live' } },
  },
  { ...complete, name: 'ended', at: day('05-08', '19:34'), stream: 'end', line: '• Bob Builder' },
  {
    ...complete,
    name: 'given chapters',
    at: day('05-10'),
    files: write({ ...WITH_BOB, chapters: CHAPTERS }),
    line: '05:00 Engines',
  },
  {
    ...complete,
    name: 'its former guest corrected',
    at: day('11-20'),
    files: correct('ada', 'name: Ada Byron\nof: Difference Engines\n'),
    line: '• Bob Builder',
  },
  {
    ...complete,
    name: 'its guest corrected a year later',
    at: day('05-08').replace(String(THIS), String(THIS + 1)),
    files: correct('bob', 'name: Bob Bilder\n'),
    line: '• Bob Bilder',
  },
];
