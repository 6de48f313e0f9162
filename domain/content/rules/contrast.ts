import { findUnreadable, type LowContrast, titleContrast } from '../../shared/contrast.ts';
import { formatKeyPath } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Episode, Show } from '../catalog/records.ts';
import { type Entry, type Rule, recordProblem } from './draft.ts';

type ThumbnailStyle = NonNullable<Show['thumbnail']>;

/** A title that is unreadable on its background; reported for the file that chose the colours. */
export const unreadableTitles: Rule = ({ shows, episodes }) => {
  const looks = new Map(shows.map(({ id, record }) => [id, record.thumbnail]));
  return [
    ...shows.flatMap((entry) => check(entry, entry.record.thumbnail, undefined)),
    ...episodes.flatMap((entry) =>
      check(entry, styleOf(entry.record.thumbnail), looks.get(entry.record.show ?? '')),
    ),
  ];
};

const styleOf = (thumbnail: Episode['thumbnail']): ThumbnailStyle | undefined =>
  typeof thumbnail === 'object' && !('file' in thumbnail) ? thumbnail : undefined;

function check(
  entry: Entry<'show'> | Entry<'episode'>,
  own: ThumbnailStyle | undefined,
  show: ThumbnailStyle | undefined,
): Problem[] {
  if (own?.background === undefined && own?.text === undefined) return [];
  const surface = own.background ?? show?.background;
  const unreadable = surface === undefined ? undefined : findUnreadable(surface, own.text ?? show?.text);
  return unreadable === undefined ? [] : [toProblem(entry, own, unreadable)];
}

function toProblem(
  entry: Entry<'show'> | Entry<'episode'>,
  own: ThumbnailStyle,
  { found, text, on, better }: LowContrast,
): Problem {
  const key = ['thumbnail', own.text === undefined || !('text' in better) ? 'background' : 'text'];
  const ratio = (Math.floor(found * 10) / 10).toFixed(1);
  const message = `${formatKeyPath(key)}: expected a contrast of ${titleContrast} or more, found ${ratio}: ${text} on ${on}`;
  const [name, value] = 'text' in better ? ['text', better.text] : ['background', better.background];
  const hint = `Readable with ${name}: ${JSON.stringify(value).replaceAll(',', ', ')}.`;
  return recordProblem(entry, { key, code: 'unreadable-colour', message, hint });
}
