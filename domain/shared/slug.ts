/** Letters that Unicode normalization does not decompose. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};
const MAX_CHARACTERS = 60;

/** A file name from a title: lower-case letters, digits and `-`; `fallback` when no Latin letter or digit is left. */
export function renderSlug(title: string, fallback: string): string {
  const words = [...title.toLowerCase()]
    .map((letter) => FOLDED[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return cutAtWord(words) || fallback;
}

function cutAtWord(slug: string): string {
  if (slug.length <= MAX_CHARACTERS) return slug;
  const cut = slug.slice(0, MAX_CHARACTERS + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 0 ? cut.lastIndexOf('-') : MAX_CHARACTERS);
}

/** The slug, or the first of `slug-2`, `slug-3`... that is not taken. */
export function findFreeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
