import type { KeyPath } from '../../shared/key-path.ts';
import { didYouMean } from '../../shared/messages.ts';
import { suggestDate } from './suggest-date.ts';

type WrongValue = {
  readonly key: KeyPath;
  /** The expected type, by zod's name, if the type was wrong. */
  readonly type?: string;
  readonly found: unknown;
  /** The source of a scalar. */
  readonly source?: string;
};
type Suggest = (wrong: WrongValue) => string | undefined;

/** How to correct a value of the wrong type or form, as a whole sentence; undefined if only the author can know. */
export function suggestFix(wrong: WrongValue): string | undefined {
  for (const suggest of SUGGESTIONS) {
    const sentence = suggest(wrong);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

const forNothing: Suggest = ({ type, found, source = '' }) => {
  if (found !== null || source !== '') return undefined;
  return type === 'array'
    ? 'Remove the key, or write [] for an empty list.'
    : 'Write a value, or remove the key.';
};

const forNumber: Suggest = ({ key, type, found }) => {
  if (type !== 'string' || typeof found !== 'number') return undefined;
  const name = key.at(-1);
  if (name === 'duration') return `Did you mean "${found}m"?`;
  if (name !== 'time' || !(found >= 0)) return undefined;
  const [minutes, seconds] = [Math.floor(found / 60), Math.floor(found % 60)];
  return `Did you mean "${`${minutes}`.padStart(2, '0')}:${`${seconds}`.padStart(2, '0')}"?`;
};

const forUnquotedText: Suggest = ({ type, source, found }) =>
  type === 'string' && source !== undefined && (found === null || typeof found !== 'object')
    ? `Quotes make it a text: "${source}".`
    : undefined;

const forList: Suggest = ({ key, type, found }) => {
  if (type === 'array' && key.at(-1) === 'replaces' && found !== null && typeof found === 'object')
    return 'Write a list of videos: [{ videoId: ..., visibility: unlisted }].';
  if (type !== 'array' || typeof found !== 'string') return undefined;
  if (/^[-–—•*]/.test(found)) return 'Each item of a list begins with "- ": a dash and a space.';
  const items = found.split(',').map((item) => item.trim());
  return `Write a list: [${items.filter((item) => item !== '').join(', ')}].`;
};

const forQuotedNumber: Suggest = ({ type, found }) =>
  type === 'number' && typeof found === 'string' && /^-?\d+(?:\.\d+)?$/.test(found)
    ? `Without quotes it is a number: ${found}.`
    : undefined;

const forYesOrNo: Suggest = ({ type, found }) =>
  type === 'boolean' && typeof found === 'string' && /^(?:yes|no|on|off|true|false)$/i.test(found)
    ? `Did you mean ${/^(?:yes|on|true)$/i.test(found)}, without quotes?`
    : undefined;

const forDate: Suggest = ({ key, found }) =>
  key.at(-1) === 'scheduledFor' && typeof found === 'string' ? suggestDate(found) : undefined;

const forVideo: Suggest = ({ key, found }) => {
  if (typeof found !== 'string' || !key.some((step) => step === 'videoId' || step === 'replaces'))
    return undefined;
  const id = /(?:youtu\.be\/|[?&]v=|\/(?:live|shorts|embed)\/)([\w-]{11})(?![\w-])/.exec(found)?.[1];
  return id === undefined ? undefined : `Did you mean "${id}"?`;
};

const forReplaced: Suggest = ({ key, found }) =>
  key.includes('replaces') && key.at(-1) === 'visibility' && found === 'public'
    ? 'A replaced video is never made public: remove the key to leave it as it is.'
    : undefined;

const forId: Suggest = ({ key, type, found }) => {
  const names = key.filter((step) => typeof step === 'string');
  const isId = /^(?:id|show|guests|hosts|sponsors)$/.test(names.at(-1) ?? '');
  if (type !== undefined || !isId || typeof found !== 'string') return undefined;
  const slug = found
    .replace(/^(?:guests|shows|sponsors)\/|\.ya?ml$/g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? undefined : `Did you mean "${slug}"?`;
};

const forAddress: Suggest = ({ key, type, found }) =>
  type === undefined &&
  key.some((step) => step === 'url' || step === 'links' || step === 'social') &&
  typeof found === 'string' &&
  /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?$/i.test(found)
    ? `Did you mean "https://${found}"?`
    : undefined;

const forZone: Suggest = ({ key, found }) =>
  key.at(-1) === 'timezone' && typeof found === 'string'
    ? (didYouMean(found, Intl.supportedValuesOf('timeZone')) ??
      'Name the zone by region and city, so that summer time is included.')
    : undefined;

const SUGGESTIONS: readonly Suggest[] = [
  forNothing,
  forNumber,
  forUnquotedText,
  forList,
  forQuotedNumber,
  forYesOrNo,
  forDate,
  forVideo,
  forReplaced,
  forId,
  forAddress,
  forZone,
];
