import type { AudienceReport, EpisodeReport } from '../../../domain/render/report/report.ts';
import { csvNumber, csvRecord, csvText } from '../../../domain/shared/media/csv.ts';

const COLUMNS = [
  'episode',
  'title',
  'show',
  'start',
  'state',
  'video',
  'watch',
  'views',
  'likes',
  'comments',
  'views_growth',
  'likes_growth',
  'comments_growth',
  'growth_since',
  'numbers_at',
];

/** A line for each episode, RFC 4180, in the order of the report. Totals are left to the reader's program. */
export const renderReportCsv = ({ episodes }: AudienceReport): string =>
  [COLUMNS, ...episodes.map(renderCells)].map(csvRecord).join('');

const renderCells = (episode: EpisodeReport): string[] => {
  const {
    id,
    title,
    show = '',
    start = '',
    state,
    videoId = '',
    watchUrl = '',
    since = '',
    at = '',
  } = episode;
  const { numbers = {}, growth = {} } = episode;
  return [
    ...[id, title, show, start, state, videoId, watchUrl].map(csvText),
    ...[numbers.views, numbers.likes, numbers.comments].map(csvNumber),
    ...[growth.views, growth.likes, growth.comments].map(csvNumber),
    ...[since, at].map(csvText),
  ];
};
