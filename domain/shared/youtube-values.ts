/**
 * Categories that a video may have, by number: those that videoCategories.list marks as assignable for regionCode=US.
 * Source: https://developers.google.com/youtube/v3/docs/videoCategories/list. The others (30 to 44, 18, 21) are for films and shows.
 */
export const CATEGORIES: Readonly<Record<number, string>> = {
  1: 'Film & Animation',
  2: 'Autos & Vehicles',
  10: 'Music',
  15: 'Pets & Animals',
  17: 'Sports',
  19: 'Travel & Events',
  20: 'Gaming',
  22: 'People & Blogs',
  23: 'Comedy',
  24: 'Entertainment',
  25: 'News & Politics',
  26: 'Howto & Style',
  27: 'Education',
  28: 'Science & Technology',
  29: 'Nonprofits & Activism',
};

/**
 * Languages of ISO 639-1, with the older codes that YouTube answers (iw) and the longer ones of its own list
 * (https://developers.google.com/youtube/v3/docs/i18nLanguages/list). YouTube does not publish which tags a video may
 * have, so any other tag is only a warning.
 */
export const LANGUAGES: ReadonlySet<string> = new Set(
  `aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu
  fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu iw ja jv ka kg ki kj kk kl km
  kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
  or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
  ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
  fil yue nan hak cmn ase bho brx chr doi haw hmn kok mai mni sat tlh zxx`
    .split(/\s+/)
    .filter((code) => code !== ''),
);

/** Codes that people use by mistake, mostly of a country, and the tag that they mean. */
export const MISTAKEN_LANGUAGES: Readonly<Record<string, string>> = {
  cn: 'zh-CN',
  cz: 'cs',
  dk: 'da',
  gr: 'el',
  jp: 'ja',
  ua: 'uk',
  us: 'en-US',
  gb: 'en-GB',
};

/** The form in which YouTube returns a tag: `pt-BR`, `sr-Latn`, `es-419`. */
export function canonicalLanguage(tag: string): string {
  const [language = '', ...rest] = tag.split('-');
  const parts = rest.map((part) =>
    part.length === 4
      ? `${part.charAt(0).toUpperCase()}${part.slice(1).toLowerCase()}`
      : part.length === 2
        ? part.toUpperCase()
        : part.toLowerCase(),
  );
  return [language.toLowerCase(), ...parts].join('-');
}
