import { defined } from '../../shared/defined.ts';

/** A number that YouTube does not give, because the owner hides it, is absent. */
export type Numbers = { readonly views?: number; readonly likes?: number; readonly comments?: number };

export const NUMBER_KEYS = ['views', 'likes', 'comments'] as const satisfies readonly (keyof Numbers)[];

export type SampleRow = Numbers & {
  readonly videoId: string;
  readonly episodeId: string;
  readonly show?: string;
};

/** What was read of videos at one time. `at`: ISO 8601, UTC. */
export type Sample = { readonly at: string; readonly rows: readonly SampleRow[] };

const HEADER = 'at,video,episode,show,views,likes,comments';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const VIDEO = /^[\w-]{1,64}$/;
const ID = /^[a-z0-9][a-z0-9._/-]{0,255}$/;
const COUNT = /^\d{1,15}$/;

/** CSV that a person can read: a line for each video, with the time, so that files can be put together. No cell needs quotes. */
export const formatSample = ({ at, rows }: Sample): string =>
  [
    HEADER,
    ...rows.map(({ videoId, episodeId, show = '', views = '', likes = '', comments = '' }) =>
      [at, videoId, episodeId, show, views, likes, comments].join(','),
    ),
    '',
  ].join('\n');

/** The inverse of formatSample; undefined for anything else. Without a row there is no time, and nothing to know. */
export function parseSample(text: string): Sample | undefined {
  const [header, ...lines] = text.split('\n');
  if (header !== HEADER || lines.pop() !== '') return undefined;
  const at = lines[0]?.split(',')[0];
  if (at === undefined || !INSTANT.test(at) || Number.isNaN(Date.parse(at))) return undefined;
  const rows = lines.map((line) => parseRow(line, at));
  return rows.every((row) => row !== undefined) ? { at, rows } : undefined;
}

function parseRow(line: string, at: string): SampleRow | undefined {
  const [time, videoId = '', episodeId = '', show = '', ...counts] = line.split(',');
  const isWhole = time === at && VIDEO.test(videoId) && ID.test(episodeId) && (show === '' || ID.test(show));
  if (!isWhole || counts.length !== 3 || !counts.every((count) => count === '' || COUNT.test(count)))
    return undefined;
  const [views, likes, comments] = counts.map((count) => (count === '' ? undefined : Number(count)));
  return { videoId, episodeId, ...defined({ show: show === '' ? undefined : show, views, likes, comments }) };
}

/** Whole seconds, as times are written in samples. `ms`: since 1970. */
export const formatInstant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
