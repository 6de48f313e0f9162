import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../test/support/catalog.ts';
import { createTranslationSearch } from './named-in-translations.ts';

const GUESTS = {
  ada: { name: 'Ada Lovelace', formerNames: ['Ada Byron'] },
  guy: { name: 'Guy Templeton', twitter: 'guytempleton', listed: false },
};
const text = (title: string, description = '') => ({ title, description });

const search = (
  localizations: Readonly<Record<string, ReturnType<typeof text>>>,
  { ours = {}, guests = GUESTS as Record<string, object> } = {},
) =>
  createTranslationSearch(buildCatalog({ guests: guests as Record<string, Record<string, unknown>> }))({
    live: { localizations, defaultLanguage: 'en' },
    desired: { localizations: ours },
  });

describe('a translation that people wrote', () => {
  it('is found by a former name, and by whoever asked to be left out, once for each guest and language', () => {
    const found = search({
      de: text('Mit Ada Byron', 'Ada Byron und @guytempleton'),
      fr: text('Avec Ada Lovelace'),
      ja: text('GUY TEMPLETON'),
    });
    expect(found).toEqual([
      { language: 'de', what: 'former-name', guest: 'guests/ada.yaml' },
      { language: 'de', what: 'left-out', guest: 'guests/guy.yaml' },
      { language: 'ja', what: 'left-out', guest: 'guests/guy.yaml' },
    ]);
  });

  it('is not searched in the own language, nor where it is what a file says: these are reported of the file', () => {
    expect(search({ en: text('Ada Byron') })).toEqual([]);
    const de = text('Mit Ada Byron', 'Text \n');
    expect(search({ de }, { ours: { de: text('Mit Ada Byron', 'Text') } })).toEqual([]);
    expect(search({ de }, { ours: { de: text('Mit Ada Byron', 'Anderes') } })).toHaveLength(1);
  });

  it('is not searched when no guest has either', () => {
    expect(search({ de: text('Ada Byron') }, { guests: { ada: { name: 'Ada' } } })).toEqual([]);
  });
});
