import type { KeyPath } from '../yaml/places.ts';
import { cureDate } from './cure-date.ts';
import { didYouMean } from './words.ts';

type Wrong = {
  readonly key: KeyPath;
  /** The type that was expected, in zod's word, when the type was wrong. */
  readonly type?: string;
  readonly found: unknown;
  /** The value as it is written, of a scalar. */
  readonly source?: string;
};
type Cure = (wrong: Wrong) => string | undefined;

/** What to do about a value of the wrong type or form, as a whole sentence; undefined when only the author can know. */
export function findCure(wrong: Wrong): string | undefined {
  for (const cure of CURES) {
    const sentence = cure(wrong);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

const empty: Cure = ({ type, found, source = '' }) => {
  if (found !== null || source !== '') return undefined;
  return type === 'array'
    ? 'Take the key out, or write [] for an empty list.'
    : 'Write a value, or take the key out.';
};

const number: Cure = ({ key, type, found }) => {
  if (type !== 'string' || typeof found !== 'number') return undefined;
  const name = key.at(-1);
  if (name === 'duration') return `Did you mean "${found}m"?`;
  if (name !== 'time' || !(found >= 0)) return undefined;
  const [minutes, seconds] = [Math.floor(found / 60), Math.floor(found % 60)];
  return `Did you mean "${`${minutes}`.padStart(2, '0')}:${`${seconds}`.padStart(2, '0')}"?`;
};

const unquoted: Cure = ({ type, source, found }) =>
  type === 'string' && source !== undefined && (found === null || typeof found !== 'object')
    ? `Quotes make it a text: "${source}".`
    : undefined;

const list: Cure = ({ type, found }) => {
  if (type !== 'array' || typeof found !== 'string') return undefined;
  if (/^[-–—•*]/.test(found)) return 'Each item of a list begins with "- ": a dash and a space.';
  const items = found.split(',').map((item) => item.trim());
  return `Write a list: [${items.filter((item) => item !== '').join(', ')}].`;
};

const quoted: Cure = ({ type, found }) =>
  type === 'number' && typeof found === 'string' && /^-?\d+(?:\.\d+)?$/.test(found)
    ? `Without quotes it is a number: ${found}.`
    : undefined;

const WORDS: Readonly<Record<string, boolean>> = {
  yes: true,
  on: true,
  true: true,
  no: false,
  off: false,
  false: false,
};
const yesOrNo: Cure = ({ type, found }) => {
  const meant = type === 'boolean' && typeof found === 'string' ? WORDS[found.toLowerCase()] : undefined;
  return meant === undefined ? undefined : `Did you mean ${meant}, without quotes?`;
};

const date: Cure = ({ key, found }) =>
  key.at(-1) === 'scheduledFor' && typeof found === 'string' ? cureDate(found) : undefined;

const video: Cure = ({ key, found }) => {
  if (typeof found !== 'string' || !key.some((step) => step === 'videoId' || step === 'replaces'))
    return undefined;
  const id = /(?:youtu\.be\/|[?&]v=|\/(?:live|shorts|embed)\/)([\w-]{11})(?![\w-])/.exec(found)?.[1];
  return id === undefined ? undefined : `Did you mean "${id}"?`;
};

const id: Cure = ({ key, type, found }) => {
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
  return slug === '' ? undefined : `As an id it would be "${slug}".`;
};

const address: Cure = ({ key, type, found }) => {
  const isUrl = key.some((step) => step === 'url' || step === 'links' || step === 'social');
  if (
    type !== undefined ||
    !isUrl ||
    typeof found !== 'string' ||
    !/^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?$/i.test(found)
  )
    return undefined;
  return `Did you mean "https://${found}"?`;
};

const zone: Cure = ({ key, found }) =>
  key.at(-1) === 'timezone' && typeof found === 'string'
    ? (didYouMean(found, Intl.supportedValuesOf('timeZone')) ??
      'A zone is named by region and city: it knows summer time.')
    : undefined;

const CURES: readonly Cure[] = [
  empty,
  number,
  unquoted,
  list,
  quoted,
  yesOrNo,
  date,
  video,
  id,
  address,
  zone,
];
