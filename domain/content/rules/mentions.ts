import { trimEndOf } from '../../shared/trim-end.ts';

/** What a person is called: what `createFinder` looks for. */
export type NamedPerson = {
  readonly name: string;
  readonly formerNames: readonly string[];
  /** Without "@". */
  readonly handles: readonly string[];
  /** Found only after "@": ids, which may be ordinary words. */
  readonly ids: readonly string[];
  readonly urls: readonly string[];
};

/** `words` are as written; `index` is in the text, in UTF-16 code units. */
export type Mention = { readonly what: string; readonly words: string; readonly index: number };

/**
 * Finds every place that names a person: by a name, a former name, a handle or a page. Case and accents do not count, nor how words
 * are joined ("guy-templeton", "#GuyTempleton"). A name of one word ("Will") counts only as it is written, or in capitals.
 */
export function createFinder(person: NamedPerson): (text: string) => Mention[] {
  const { pattern, exact } = compile(person);
  return (text) => {
    const form = text === text.normalize('NFC') ? 'NFC' : 'NFD';
    const decomposed = text.normalize('NFD');
    const whole = decomposed.trim();
    const mentions: Mention[] = [];
    for (const match of decomposed.matchAll(pattern)) {
      const [found] = match;
      const what = WHAT.find((one) => match.groups?.[one] !== undefined) ?? 'name';
      if (!['page', 'handle'].includes(what) && !isMeant(found, exact, whole)) continue;
      const index = decomposed.slice(0, match.index).normalize(form).length;
      mentions.push({ what: PHRASES[what], words: found.normalize(form), index });
      if (mentions.length === MAX_MENTIONS) break;
    }
    return mentions;
  };
}

/** Of one person in one text. Further ones are reported once these are gone. */
const MAX_MENTIONS = 20;

const WHAT = ['page', 'handle', 'name', 'former'] as const;
const PHRASES = { page: 'a page', handle: 'a handle', name: 'the name', former: 'a former name' } as const;

type Compiled = { readonly pattern: RegExp; readonly exact: ReadonlySet<string> };

function compile({ name, formerNames, handles, ids, urls }: NamedPerson): Compiled {
  const names = [name, ...formerNames];
  const words = new Set(names.flatMap((one) => splitWords(one)).map(fold));
  const bare = handles.filter((handle) => !words.has(fold(handle)));
  const parts = [
    group('page', urls.map(formatAddress)),
    group('handle', [
      ...[...handles, ...ids].map((handle) => `@${quote(handle)}${END}`),
      ...bare.map((handle) => `${START}${quote(handle)}${END}`),
    ]),
    group('name', formatName(name)),
    group('former', formerNames.flatMap(formatName)),
  ];
  const single = names.filter((one) => splitWords(one).length === 1).map(stripMarks);
  return {
    pattern: new RegExp(parts.filter((part) => part !== '').join('|'), 'giu'),
    exact: new Set(single.flatMap((one) => [one, one.toUpperCase()])),
  };
}

const START = '(?<![\\p{L}\\p{N}_-])';
/** A handle and an address may be followed by the end of a sentence, or by the rest of a path. */
const END = '(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])';
const MARKS = '[\\u0300-\\u036f]';

const group = (name: string, forms: readonly string[]): string =>
  forms.length === 0 ? '' : `(?<${name}>${forms.join('|')})`;

/** `https://www.example.org/guy/` as `example.org/guy`, so that any way to write it is found. */
const formatAddress = (url: string): string =>
  `${START}${quote(trimEndOf((url.split(/[?#]/, 1)[0] ?? '').replace(/^https?:\/\/(?:www\.)?/i, ''), '/'))}${END}`;

/** Words with anything between them; without a space only after "#" and "@". */
function formatName(name: string): string[] {
  const words = splitWords(name).map((word) => [...stripMarks(word)].map(formatLetter).join(''));
  if (words.length === 0) return [];
  const [first, last] = [stripMarks(name).at(0) ?? '', stripMarks(name).at(-1) ?? ''];
  const from = isJoined(first) ? '' : '(?<![\\p{L}\\p{N}])';
  const to = isJoined(last) ? '' : '(?![\\p{L}\\p{N}])';
  return [`${from}${words.join('[\\s._-]+')}${to}`, `[#@]${words.join('')}${to}`];
}

const formatLetter = (letter: string): string => (/['’]/.test(letter) ? "['’]" : `${quote(letter)}${MARKS}*`);

/** Scripts that put no space between words. */
const isJoined = (letter: string): boolean =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(letter);

/** At everything that may join words in a text: each way to join them would be tried, were one a part of a word too. */
const splitWords = (name: string): string[] => name.split(/[\s._-]+/).filter((word) => word !== '');
const stripMarks = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
const fold = (text: string): string => stripMarks(text).toLowerCase();
const quote = (text: string): string => text.normalize('NFD').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A word such as "will" in a sentence is not the guest "Will"; as a whole text, such as a tag, it is. */
const isMeant = (found: string, exact: ReadonlySet<string>, whole: string): boolean =>
  /[\s._@#-]/.test(found) || exact.has(stripMarks(found)) || found === whole;
