/** Letters that Unicode does not take apart by itself. */
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
const MOST_CHARACTERS = 60;

/** A file's name from a title: small letters, digits and `-`; `fallback` where no Latin letter or digit is left. */
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
  if (slug.length <= MOST_CHARACTERS) return slug;
  const cut = slug.slice(0, MOST_CHARACTERS + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 0 ? cut.lastIndexOf('-') : MOST_CHARACTERS);
}

/** The slug, or the first of `slug-2`, `slug-3`... that is free. */
export function findFree(slug: string, isTaken: (slug: string) => boolean): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
