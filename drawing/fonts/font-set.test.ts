import { describe, expect, it } from 'vitest';
import { chooseFonts } from './font-set.ts';

const namesOf = async (texts: readonly string[], language?: string) =>
  (await chooseFonts(texts, language)).fonts.map(({ name }) => name.replace(/ [\d-]+$/, ''));

describe('the fonts of a title', () => {
  it('are only the files that it needs', async () => {
    expect(await namesOf(['Talos'])).toEqual(['inter latin']);
    expect(await namesOf(['Łódź'])).toEqual(['inter latin', 'inter latin-ext']);
    expect(await namesOf(['Go и שלום'])).toEqual([
      'inter latin',
      'inter cyrillic',
      'noto-sans-hebrew hebrew',
    ]);
    expect(await namesOf(['a √ b'])).toEqual(['inter latin', 'noto-sans-arabic math']);
  });

  it('are the same bytes each time: satori caches by identity', async () => {
    const [one, two] = [await chooseFonts(['漢字']), await chooseFonts(['漢字 and more'])];
    expect(two.fonts.at(-1)?.data).toBe(one.fonts.at(-1)?.data);
  });

  it.each([
    { texts: ['直骨'], hand: 'zcool-qingke-huangyou', why: 'nothing says more' },
    { texts: ['直骨'], language: 'ja', hand: 'dela-gothic-one', why: 'the language is known' },
    { texts: ['直そう'], hand: 'dela-gothic-one', why: 'it has kana' },
    { texts: ['直骨', 'クラスター'], hand: 'zcool-qingke-huangyou', why: 'the title says it, not the show' },
    { texts: ['Talos', '直す'], hand: 'dela-gothic-one', why: 'only the show has any' },
    { texts: ['骨々鬱'], hand: 'dela-gothic-one', why: 'only that has them all' },
  ])('have the Han characters of $hand when $why', async ({ texts, language, hand }) => {
    const names = await namesOf(texts, language);
    expect(names.find((name) => /dela|zcool/.test(name))).toContain(hand);
  });
});

describe('emoji', () => {
  it.each(['🚀', '👩🏽‍🚀', '🇩🇪', '1️⃣', '❤️', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '☠'])('%s is a picture', async (emoji) => {
    const { images, missing } = await chooseFonts([`a ${emoji}`]);
    expect(Object.keys(images)).toEqual([emoji]);
    expect(images[emoji]).toMatch(/^data:image\/png;base64,/);
    expect(missing).toEqual([]);
  });

  it.each([
    ['✓', '✅'],
    ['✔\ufe0f', '✅'],
    ['✗', '❌'],
    ['✖', '❌'],
  ])('%s is drawn as %s, which is visible on any background', async (sign, alike) => {
    const { images, missing } = await chooseFonts([sign, alike]);
    expect(images[sign]).toBe(images[alike]);
    expect(missing).toEqual([]);
  });

  it('that fonts have as text are not pictures', async () => {
    expect(Object.keys((await chooseFonts(['© ® 1 #'])).images)).toEqual([]);
  });
});

it('lists what neither a font nor an emoji has, marks with their letters', async () => {
  expect((await chooseFonts(['aᚠb', 'x\u0302', '\u200f\u200d'])).missing).toEqual(['ᚠ', 'x\u0302']);
});
