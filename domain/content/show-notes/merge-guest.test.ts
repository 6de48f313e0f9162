import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../parse/parse.ts';
import { mergeGuest, renderGuestFile } from './merge-guest.ts';
import type { GuestDraft } from './show-notes.ts';

const PATH = 'guests/marta-quist.yaml';
const DRAFT: GuestDraft = {
  name: 'Marta Quist',
  of: 'Harbour Mail',
  url: 'https://marta-quist.example/',
  github: 'marta-example',
  social: ['https://social.example/@marta'],
};
const merge = (text: string, draft = DRAFT) => mergeGuest(PATH, text, draft);

it('renders a new record that is valid and contains the notes', () => {
  const { record, problems } = parseFile('guest', PATH, renderGuestFile(DRAFT));
  expect(problems).toEqual([]);
  expect(record).toMatchObject(DRAFT);
});

describe('an existing record', () => {
  const OLD = `# Marta, since the first night.
github: "@marta-example"   # the handle she likes

name:   'Marta Quist'
of: Lantern Mail # since May
social: # more may come
- https://other.example/marta # old
`;

  it('keeps comments, order and spaces; adds missing keys, and lists differences', () => {
    expect(merge(OLD)).toEqual({
      text: `${OLD}- https://social.example/@marta\nurl: https://marta-quist.example/\n`,
      added: ['url', 'social'],
      differs: [{ key: 'of', has: 'Lantern Mail', notes: 'Harbour Mail' }],
    });
  });

  it('does not change when merged again', () => {
    const once = merge(OLD)?.text ?? '';
    expect(merge(once)).toMatchObject({ text: once, added: [] });
  });

  it('recognises a profile in another form, under any key', () => {
    const text =
      'name: Marta Quist\nsocial: [https://www.github.com/marta-example/, https://social.example/@marta/]\n';
    expect(merge(text)?.added).toEqual(['of', 'url']);
  });

  it.each([
    ['without a last line end', 'name: Marta Quist'],
    ['with CRLF', 'name: Marta Quist\r\nsocial:\r\n  - https://a.example\r\n'],
    ['as a flow mapping', '{ name: Marta Quist }\n'],
    ['with a flow list', 'name: Marta Quist\nsocial: [https://a.example]\n'],
    ['with an empty list', 'name: Marta Quist\nsocial: []\n'],
    ['with an end of the document', '---\nname: Marta Quist\n...\n'],
    ['with an indented root', '  name: Marta Quist\n'],
  ])('contains everything after the merge, and is valid: %s', (_name, text) => {
    const merged = merge(text)?.text ?? '';
    const { record, problems } = parseFile('guest', PATH, merged);
    expect(problems).toEqual([]);
    expect(record).toMatchObject({ ...DRAFT, social: expect.arrayContaining([...DRAFT.social]) });
    expect(merge(merged)?.text).toBe(merged);
    if (text.includes('\r\n')) expect(merged).not.toMatch(/[^\r]\n/);
  });

  it('is not merged if it cannot be used', () => {
    expect(merge('nam: x\n')).toBeUndefined();
  });
});

it('parses back to the same guest, whatever the name, and does not change when merged', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 40 })
    .map((one) => one.replace(/[<>]/g, '').trim() || 'x');
  fc.assert(
    fc.property(fc.record({ name: text, of: text }), (draft) => {
      const written = renderGuestFile({ ...draft, social: [] });
      const { record } = parseFile('guest', PATH, written);
      expect(record).toMatchObject(draft);
      expect(merge(written, { ...draft, social: [] })).toEqual({ text: written, added: [], differs: [] });
    }),
  );
});
