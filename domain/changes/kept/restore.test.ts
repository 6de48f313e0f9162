import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { parseDescription } from '../../render/description/marker.ts';
import { renderDesired } from '../../render/desired.ts';
import { mergeVideo } from '../merge/merge.ts';
import type { KeptTexts } from './entry.ts';
import { hashShown, listDifferent, renderRestored } from './restore.ts';

const catalog = buildCatalog({
  episodes: { 'a/one': { description: 'Ours.', tags: ['ours'] } },
});
const forms = catalog.academy;
const desired = renderDesired(catalog, episodeOf(catalog));
const live = buildVideo({
  title: desired.title,
  description: sealedText(desired),
  tags: desired.tags ?? [],
});
const line = live.description.slice(live.description.lastIndexOf('\n') + 1);
const ALL = ['title', 'description', 'tags'] as const;
const restore = (kept: KeptTexts, fields: readonly (typeof ALL)[number][] = ALL) =>
  renderRestored({ live, kept, fields, forms });

describe('a restored text', () => {
  it('is every byte that was kept, with the present marker’s line at its end', () => {
    const lines = fc.array(fc.oneof(fc.constantFrom('', ' ', 'a\t'), fc.string()), { maxLength: 6 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(fc.string(), lines, ends, fc.array(fc.string()), (title, texts, end, tags) => {
        const kept = { title, description: texts.join(end), tags };
        const next = restore(kept);
        expect(next).toMatchObject({ title, tags });
        expect(next.description).toBe(kept.description === '' ? line : `${kept.description}\n\n${line}`);
        expect(listDifferent({ ...live, ...next }, kept, forms)).toEqual([]);
      }),
    );
  });

  it('has the present line in the place of its former one, which may be anywhere', () => {
    const former = `${line.split('#')[0]}?x=1#0123abcd-0123-4567`;
    const kept = { title: 'T', description: `Top \r\n  ${former} \r\n\r\nBottom`, tags: [] };
    expect(restore(kept).description).toBe(`Top \r\n${line}\r\n\r\nBottom`);
  });

  it('keeps a link to the episode’s page, which is part of the text', () => {
    const kept = { title: 'T', description: `See\n${line.split('#')[0]}\nnow`, tags: [] };
    expect(restore(kept).description).toBe(`${kept.description}\n\n${line}`);
  });

  it('is exactly what was kept on a video that has lost its marker', () => {
    const unmarked = { ...live, description: 'No marker.' };
    const kept = { title: 'T', description: `Theirs\n\n${line}`, tags: [] };
    const next = renderRestored({ live: unmarked, kept, fields: ['description'], forms });
    expect(next.description).toBe(kept.description);
  });

  it('is a person’s for the merge, so that it stays, and the other fields are still ours', () => {
    const kept = { title: 'Theirs', description: 'Theirs.\n\nAnd more', tags: ['theirs'] };
    const later = buildCatalog({
      episodes: { 'a/one': { title: 'New', description: 'New.', tags: ['new'] } },
    });
    const now = renderDesired(later, episodeOf(later));
    const decide = (fields: readonly (typeof ALL)[number][]) => {
      const restored = { ...live, ...restore(kept, fields) };
      const standing = standingOn(restored);
      return mergeVideo({ desired: now, live: restored, standing, forms, bases: [desired] });
    };
    expect(decide(ALL)).toMatchObject({ title: 'edited', description: 'edited', tags: 'edited' });
    for (const field of ALL) {
      const others = ALL.filter((other) => other !== field);
      const decided = decide([field]);
      expect([decided[field], ...others.map((other) => decided[other])]).toEqual([
        'edited',
        'write',
        'write',
      ]);
    }
  });

  it('is a person’s also when it is what we wrote last', () => {
    const edited = { ...live, title: 'Edited since' };
    const kept = { title: live.title, description: desired.body, tags: live.tags };
    const next = renderRestored({ live: edited, kept, fields: ['title'], forms });
    expect(next.title).toBe(live.title);
    expect(next.description).toMatch(/#[0-9a-f]{8}-0000-[0-9a-f]{4}/);
    const later = buildCatalog({
      episodes: { 'a/one': { title: 'New', description: 'Ours.', tags: ['ours'] } },
    });
    const restored = { ...live, ...next };
    const standing = standingOn(restored);
    const input = { desired: renderDesired(later, episodeOf(later)), live: restored, standing, forms };
    expect(mergeVideo(input)).toMatchObject({ title: 'edited', description: 'same', tags: 'same' });
    expect(listDifferent({ ...live, ...next }, kept, forms)).toEqual([]);
  });

  it('is the same with other line ends, of which YouTube stores one kind', () => {
    const kept = { title: live.title, description: 'Two\r\nlines.', tags: live.tags };
    const { description } = restore(kept, ['description']);
    const stored = { ...live, description: description.replaceAll('\r\n', '\n') };
    expect(listDifferent(stored, kept, forms)).toEqual([]);
  });

  it('leaves the fields that are not named', () => {
    const kept = { title: 'Theirs', description: 'Theirs.', tags: ['theirs'] };
    expect(restore(kept, ['title'])).toEqual({
      title: 'Theirs',
      description: live.description,
      tags: live.tags,
    });
    expect(listDifferent(live, kept, forms)).toEqual(ALL);
    expect(listDifferent(live, { ...kept, title: live.title }, forms)).toEqual(['description', 'tags']);
    expect(parseDescription({ ...live, ...restore(kept) }, forms).marker).toEqual(
      parseDescription(live, forms).marker,
    );
  });
});

it('what was shown has a hash of all three texts', () => {
  const others = [
    { ...live, title: 'x' },
    { ...live, description: 'x' },
    { ...live, tags: ['x'] },
  ];
  expect(new Set([live, ...others].map(hashShown)).size).toBe(4);
  expect(hashShown({ ...live, title: live.title })).toBe(hashShown(live));
});
