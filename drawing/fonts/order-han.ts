import { chinese, type Family, japanese } from './families.ts';
import { findFont } from './load.ts';

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const han = /\p{Script=Han}/u;

/**
 * The Japanese and the Chinese family, the better one first. The language decides; else kana in the first text with kana or Han
 * characters (the title comes first); else it is Chinese. The other family comes first when it alone has all the characters: two
 * styles in one word look worse than the wrong one.
 */
export function orderHanFamilies(texts: readonly string[], language = ''): readonly Family[] {
  const order: readonly Family[] = isJapanese(texts, language) ? [japanese, chinese] : [chinese, japanese];
  const characters = texts.flatMap((text) => text.match(new RegExp(han, 'gu')) ?? []);
  const complete = order.find((family) => characters.every((one) => has(family, one)));
  return complete === order[1] ? order.toReversed() : order;
}

/** Whether a text has characters of these families. */
export function hasHan(texts: readonly string[]): boolean {
  return texts.some((text) => han.test(text) || kana.test(text));
}

function isJapanese(texts: readonly string[], language: string): boolean {
  if (/^(ja|zh)\b/i.test(language)) return /^ja/i.test(language);
  return kana.test(texts.find((text) => kana.test(text) || han.test(text)) ?? '');
}

function has(family: Family, character: string): boolean {
  return findFont(family, character.codePointAt(0) ?? 0) !== undefined;
}
