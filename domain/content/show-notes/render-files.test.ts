import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFile } from '../parse/parse.ts';
import { renderEpisodeFile, renderShowFile } from './render-files.ts';
import type { ShowNotes } from './show-notes.ts';

const NOTES: ShowNotes = {
  title: 'Queues: what breaks first',
  number: 12,
  start: '2026-01-01T10:00:00Z',
  videoId: 'Qu3u3Br3aks',
  guests: [],
  description: 'One.\n\nTwo: "three".\n',
  links: [{ title: 'A # b', url: 'https://e.example/' }, { url: 'https://f.example/' }],
  sections: [{ heading: 'Tools: "more"', links: [{ title: 'C', url: 'https://g.example/' }] }],
  chapters: [
    { time: '00:00', title: 'Welcome: to {us}' },
    { time: '1:02:03', title: 'yes' },
  ],
};
const read = (text: string) => parseFile('episode', 'episodes/night/queues.yaml', text);

it('contains the notes, and uses their video', () => {
  const { record, problems } = read(renderEpisodeFile(NOTES, { show: 'night', guests: ['marta'] }));
  expect(problems).toEqual([]);
  expect(record).toMatchObject({
    title: NOTES.title,
    show: 'night',
    number: 12,
    kind: 'video',
    scheduledFor: '2026-01-01T10:00:00Z',
    guests: [{ id: 'marta' }],
    description: NOTES.description,
    links: NOTES.links,
    sections: NOTES.sections,
    chapters: [
      { seconds: 0, title: 'Welcome: to {us}' },
      { seconds: 3723, title: 'yes' },
    ],
    youtube: { videoId: 'Qu3u3Br3aks' },
  });
});

it('has no duration, but a comment with the start of the last chapter', () => {
  const text = renderEpisodeFile(NOTES, { guests: [] });
  expect(read(text).record?.duration).toBeUndefined();
  expect(text).toContain('# duration: not in the notes; the last chapter begins at 1:02:03\n');
});

it('is not on YouTube without a video, so that nothing is created', () => {
  const { videoId: _none, ...notes } = NOTES;
  expect(read(renderEpisodeFile(notes, { guests: [] })).record).toMatchObject({ kind: 'none' });
});

it('is short and valid with only a title', () => {
  const text = renderEpisodeFile(
    { title: 'Only', guests: [], links: [], sections: [], chapters: [] },
    { guests: [] },
  );
  expect(text).toBe('title: Only\nkind: none\n');
  expect(read(text).problems).toEqual([]);
});

it('parses back to the same title, chapters and texts, whatever they are', () => {
  const words = fc.string({ minLength: 1 }).map((one) => one.replace(/[\s<>]+/g, ' ').trim() || 'x');
  fc.assert(
    fc.property(words, words, fc.array(words), (title, chapter, lines) => {
      const description = `${lines.join('\n').trim() || 'x'}\n`;
      const chapters = [{ time: '00:00', title: chapter }];
      const { record } = read(renderEpisodeFile({ ...NOTES, title, description, chapters }, { guests: [] }));
      expect(record).toMatchObject({ title, description, chapters: [{ seconds: 0, title: chapter }] });
    }),
  );
});

it('renders a show as its name', () => {
  expect(parseFile('show', 'shows/n.yaml', renderShowFile('yes: no')).record?.name).toBe('yes: no');
});
