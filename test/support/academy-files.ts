import type { RepositoryFiles } from './repository.ts';

/** The channel of the local YouTube. */
export const CHANNEL_ID = 'UCshowrunnerlocal0000000';
const YEAR = new Date().getUTCFullYear();
/** A start that is always in the future. */
export const NEXT_YEAR = `${YEAR + 1}-06-01T17:00:00Z`;
export const LAST_YEAR = `${YEAR - 1}-06-01T17:00:00Z`;

type AcademyFileOptions = {
  readonly perDay?: number;
  readonly reserve?: number;
  readonly extra?: string;
};

/** One show with a host, two guests, a stream and a playlist. */
export const academyFiles = ({
  perDay = 100_000,
  reserve = 0,
  extra = '',
}: AcademyFileOptions = {}): RepositoryFiles => ({
  'academy.yaml': `name: Test Academy
channelId: ${CHANNEL_ID}
episodeUrl: "https://academy.example/watch/{{ episode.id }}"
streams: { main: "Main encoder" }
manage: full
quota: { perDay: ${perDay}, reserve: ${reserve} }
approval: { episodes: 10000, percent: 100, units: 1000000 }
${extra}`,
  'shows/talks.yaml': `name: Talks
hosts: [hal]
tags: [talks, live]
playlists: [PLtalks]
visibility: { live: public, after: unlisted }
defaults: { duration: 60m, categoryId: 28, stream: main, latency: low }
`,
  'guests/hal.yaml': 'name: Hal Host\n',
  'guests/ada.yaml': 'name: Ada Byron\nof: Analytical Engines\n',
  'guests/bob.yaml': 'name: Bob Builder\n',
});

/** A video id for a number: 11 characters. */
export const videoIdOf = (number: number): string => `vid${String(number).padStart(8, '0')}`;

export const upcoming = (title: string, guests: string, start = NEXT_YEAR): string =>
  `title: ${title}\nshow: talks\nscheduledFor: ${start}\nguests: [${guests}]\ntags: [more]\n`;

/** A finished episode that names its video. */
export const finished = (number: number, guests: string): string =>
  `title: Talk ${number}\nshow: talks\nnumber: ${number}\nscheduledFor: ${LAST_YEAR.replace('06-01', `06-${String((number % 28) + 1).padStart(2, '0')}`)}\nguests: [${guests}]\nyoutube: { videoId: ${videoIdOf(number)} }\n`;

/** `count` finished episodes; `guests` says who is in which. */
export const finishedFiles = (count: number, guests: (number: number) => string): RepositoryFiles =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `episodes/talks/t${String(index).padStart(4, '0')}.yaml`,
      finished(index, guests(index)),
    ]),
  );
