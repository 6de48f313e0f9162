import { createHash } from 'node:crypto';
import { formatSample, parseSample, type Sample } from '../../domain/render/report/samples.ts';
import { readBlobs } from './blobs.ts';
import type { Git } from './git.ts';
import { type KeptRef, type KeptRefsOptions, openKeptRefs } from './kept-refs.ts';

/** Whom a report was for. */
export type SentTo = { readonly kind: string; readonly id: string };

/** Numbers of videos as git refs that are created once, so that two workers never keep a day twice. Every function throws RepositoryError. */
export type StatisticsStore = {
  /** For people, without credentials. */
  readonly place: string;
  /** Keeps the numbers of a day of UTC, `2026-11-30`. false: that day has some already, from this or another worker. */
  recordDay(day: string, sample: Sample): Promise<boolean>;
  /** Keeps what a report said that was sent. */
  recordSent(to: SentTo, sample: Sample): Promise<void>;
  /** The numbers of each day from `day` on, oldest first. */
  readDays(day: string): Promise<readonly Sample[]>;
  /** What the last report said that was sent to somebody. */
  findLastSent(to: SentTo): Promise<Sample | undefined>;
};

const DAYS = 'refs/showrunner/statistics/';
const SENT = 'refs/showrunner/reports/';
const FILE = 'statistics.csv';
/** Numbers of more than 100,000 videos. */
const MAX_BYTES = 10 * 1024 * 1024;

/** In the repository of what is kept before it is overwritten. Opens nothing yet. @throws RepositoryError for a remote that is not a valid URL */
export function createStatisticsStore(options: KeptRefsOptions): StatisticsStore {
  const refs = openKeptRefs(options);
  const create = (ref: string, message: string, sample: Sample): Promise<boolean> =>
    refs.create({
      ref,
      content: { files: { [FILE]: formatSample(sample) }, message, at: Date.parse(sample.at) },
      accepts: async (git, commit) => (await readSamples(git, [{ ref, commit }])).length === 1,
    });
  return {
    place: refs.place,
    recordDay: (day, sample) => create(`${DAYS}${day}`, `Keep the numbers of ${day}`, sample),
    recordSent: async (to, sample) => {
      await create(`${folderOf(to)}${formatStamp(sample.at)}`, `Report for ${to.kind} ${to.id}`, sample);
    },
    async readDays(day) {
      const isWanted = (ref: string): boolean => /^\d{4}-\d\d-\d\d$/.test(nameOf(ref)) && nameOf(ref) >= day;
      return readSamples(await refs.open(), await refs.list(DAYS, isWanted));
    },
    async findLastSent(to) {
      const sent = await refs.list(folderOf(to), (ref) => /^\d{8}T\d{6}Z$/.test(nameOf(ref)));
      return (await readSamples(await refs.open(), sent)).at(-1);
    },
  };
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** Not every id is a name that git allows. */
const folderOf = ({ kind, id }: SentTo): string =>
  `${SENT}${createHash('sha256').update(`${kind} ${id}`).digest('hex').slice(0, 16)}/`;

/** `20261130T120000Z` */
const formatStamp = (at: string): string => at.replace(/[-:]/g, '');

/** By time. Whatever a ref holds that is no sample is left out. */
async function readSamples(git: Git, refs: readonly KeptRef[]): Promise<readonly Sample[]> {
  const ids = refs.map(({ commit }) => `${commit}:${FILE}`);
  const answers = await readBlobs(git, { ids, maxBytes: MAX_BYTES });
  return ids
    .flatMap((id) => {
      const answer = answers.get(id);
      return (answer instanceof Buffer ? parseSample(answer.toString('utf8')) : undefined) ?? [];
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
