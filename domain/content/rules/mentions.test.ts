import { expect, test } from 'vitest';
import { createFinder, type NamedPerson } from './mentions.ts';

const ZOE: NamedPerson = {
  name: 'Zoë Van-Dyk',
  formerNames: ['Z. Smith', 'Sky'],
  handles: ['zvdev', 'zoe'],
  ids: ['zoe-van-dyk', 'host'],
  urls: ['https://www.zoe.example/me/', 'https://github.com/zvdev'],
};

const find = (text: string, person: Partial<NamedPerson> = {}): string[] =>
  createFinder({ ...ZOE, ...person })(text).map(({ what, words }) => `${what}: ${words}`);

test.each([
  ['With Zoë Van-Dyk.', 'the name: Zoë Van-Dyk'],
  ['ZOE VAN DYK live', 'the name: ZOE VAN DYK'],
  ['zoe-van-dyk', 'the name: zoe-van-dyk'],
  ['zoe_van\ndyk', 'the name: zoe_van\ndyk'],
  ['all of #ZoeVanDyk!', 'the name: #ZoeVanDyk'],
  ['Zoë Van Dyk’s cluster', 'the name: Zoë Van Dyk'],
  ['Zoe\u0308 Van Dyk', 'the name: Zoe\u0308 Van Dyk'],
  ['by Z. Smith', 'a former name: Z. Smith'],
  ['Sky, SKY', 'a former name: Sky', 'a former name: SKY'],
  ['sky', 'a former name: sky'],
  ['@zoe', 'a handle: @zoe'],
  ['thanks @zvdev!', 'a handle: @zvdev'],
  ['thanks zvdev', 'a handle: zvdev'],
  ['@host', 'a handle: @host'],
  ['see https://github.com/zvdev/talks.', 'a page: github.com/zvdev'],
  ['http://zoe.example/me?x=1', 'a page: zoe.example/me'],
  ['WWW.ZOE.EXAMPLE/ME', 'a page: ZOE.EXAMPLE/ME'],
])('%j has %s', (text, ...found) => {
  expect(find(text)).toEqual(found);
});

test.each([
  'Zoë',
  'zoe',
  'Zoë Van-Dyke',
  'Mazoë Van-Dyk',
  'the sky is blue',
  'Skyline',
  'zvdevs',
  'my-zvdev',
  'the host',
  'https://github.com/zvdev-org',
  'https://amazoe.example/me',
  'https://zoe.example/menu',
  '',
])('%j has nothing', (text) => {
  expect(find(text)).toEqual([]);
});

test('finds names in scripts without spaces between words, and in others as whole words', () => {
  expect(find('今日は田中太郎さんと話す', { name: '田中太郎' })).toEqual(['the name: 田中太郎']);
  expect(find('С Анной Ивановой и Анна Иванова', { name: 'Анна Иванова' })).toEqual([
    'the name: Анна Иванова',
  ]);
  expect(find('김철수와 함께, 김철수', { name: '김철수' })).toEqual(['the name: 김철수']);
});

test('finds a name with marks of regular expressions, and none in a name of spaces', () => {
  expect(find("J. R. (Bob) D'Obbs", { name: 'J. R. (Bob) D’Obbs' })).toEqual([
    "the name: J. R. (Bob) D'Obbs",
  ]);
  expect(find('a b', { name: ' ', formerNames: [], handles: [], ids: [], urls: [] })).toEqual([]);
});

test('finds every place, in the text as it is written', () => {
  const text = 'é Zoë Van-Dyk, and Zoe\u0308 Van Dyk';
  const found = createFinder(ZOE)(text.normalize('NFC'));
  expect(found.map(({ index, words }) => text.normalize('NFC').slice(index, index + words.length))).toEqual([
    'Zoë Van-Dyk',
    'Zoë Van Dyk',
  ]);
});
