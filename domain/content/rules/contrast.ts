import { findUnreadable, type LowContrast, titleContrast } from '../../shared/contrast.ts';
import { formatKeyPath } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Episode, Show } from '../catalog/records.ts';
import { type Entry, type Rule, recordProblem } from './draft.ts';

type Look = NonNullable<Show['thumbnail']>;

/** A title that cannot be read on its background; told of the file that chose the colours. */
export const unreadableTitles: Rule = ({ shows, episodes }) => {
  const looks = new Map(shows.map(({ id, record }) => [id, record.thumbnail]));
  return [
    ...shows.flatMap((entry) => check(entry, entry.record.thumbnail, undefined)),
    ...episodes.flatMap((entry) =>
      check(entry, lookOf(entry.record.thumbnail), looks.get(entry.record.show ?? '')),
    ),
  ];
};

const lookOf = (thumbnail: Episode['thumbnail']): Look | undefined =>
  typeof thumbnail === 'object' && !('file' in thumbnail) ? thumbnail : undefined;

function check(
  entry: Entry<'show'> | Entry<'episode'>,
  own: Look | undefined,
  show: Look | undefined,
): Problem[] {
  if (own?.background === undefined && own?.text === undefined) return [];
  const surface = own.background ?? show?.background;
  const unreadable = surface === undefined ? undefined : findUnreadable(surface, own.text ?? show?.text);
  return unreadable === undefined ? [] : [toProblem(entry, own, unreadable)];
}

function toProblem(
  entry: Entry<'show'> | Entry<'episode'>,
  own: Look,
  { found, text, on, better }: LowContrast,
): Problem {
  const key = ['thumbnail', own.text === undefined || !('text' in better) ? 'background' : 'text'];
  const ratio = (Math.floor(found * 10) / 10).toFixed(1);
  const message = `${formatKeyPath(key)}: expected a contrast of ${titleContrast} or more, found ${ratio}: ${text} on ${on}`;
  const [name, value] = 'text' in better ? ['text', better.text] : ['background', better.background];
  const hint = `It can be read with ${name}: ${JSON.stringify(value).replaceAll(',', ', ')}.`;
  return recordProblem(entry, { key, code: 'unreadable-colour', message, hint });
}
