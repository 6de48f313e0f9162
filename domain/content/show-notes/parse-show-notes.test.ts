import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShowNotes } from './parse-show-notes.ts';

const FIXTURE = readFileSync(new URL('fixtures/show-notes-12.md', import.meta.url), 'utf8');
const front = (lines: string, body = ''): string => `---\ntitle: T\n${lines}\n---\n${body}`;
const notesOf = (text: string) => parseShowNotes(text).notes;
const leftoversOf = (text: string) => parseShowNotes(text).leftovers.map(({ line, why }) => `${line} ${why}`);

describe('show notes', () => {
  it('give the front matter, the description, chapters and links', () => {
    expect(notesOf(FIXTURE)).toEqual({
      title: 'Queues: what breaks first, with Marta Quist',
      number: 12,
      start: '2026-01-01T10:00:00Z',
      videoId: 'Qu3u3Br3aks',
      showName: 'Night Shift',
      guests: [
        {
          name: 'Marta Quist',
          of: 'Harbour Mail',
          url: 'https://marta-quist.example/',
          github: 'martaquist-example',
          twitter: '@martaquist_example',
          linkedin: 'marta-quist-example',
          social: ['https://social.example/@marta'],
        },
      ],
      description:
        'Marta keeps mail queues alive at Harbour Mail. Ines and Jo\nask what breaks first; her talk has the numbers.\n',
      chapters: [
        { time: '00:00', title: 'Welcome!' },
        { time: '01:55', title: 'What is a "dead letter"? See RFC 5321.' },
        { time: '1:02:03', title: 'The long tail' },
      ],
      links: [
        { title: 'her talk', url: 'https://talks.example/queues' },
        { title: 'RFC 5321', url: 'https://www.rfc-editor.org/rfc/rfc5321' },
        { title: 'Example MQ for the impatient', url: 'https://mq.example/' },
        { title: 'Docs (v2)', url: 'https://docs.example/a_(b)' },
        { title: 'source', url: 'https://git.example/mq' },
      ],
      sections: [
        {
          heading: 'Sick Picks',
          links: [{ title: 'A good lamp with a dimmer', url: 'https://lamp.example/' }],
        },
      ],
    });
  });

  it('list every line that is not imported, and why', () => {
    expect(leftoversOf(FIXTURE)).toEqual([
      '7 an episode has no such key',
      '5 the recording: an episode has no key for its URL',
      '14 a guest has no such key',
      '18 not a URL with http or https',
      '29 links to 1:02:04; the chapter gets the printed time',
      '30 99:99 is not a valid time',
      '31 neither a time nor a link',
      '32 the text around several links; the links were imported',
      '33 this URL was imported already, as "Example MQ for the impatient"',
      '34 not a URL with http or https',
      '38 neither a time nor a link',
      '42 code or HTML',
      '43 code or HTML',
      '44 code or HTML',
      '46 text after the first heading or list',
    ]);
  });

  it('of a heading without links say so; a heading of the notes themselves ends a section', () => {
    const body =
      '- [a](https://a.example)\n\n## Tools\n\n- [b](https://b.example)\n\n## Nothing\n\n## Links\n\n- [c](https://c.example)\n';
    expect(notesOf(front('number: 1', body))).toMatchObject({
      links: [{ title: 'a' }, { title: 'c' }],
      sections: [{ heading: 'Tools', links: [{ title: 'b' }] }],
    });
    expect(leftoversOf(front('number: 1', body))).toEqual([
      expect.stringMatching(/ a heading without links$/),
    ]);
  });

  it('may have a BOM and other line ends', () => {
    const crlf = `\uFEFF${FIXTURE.replaceAll('\n', '\r\n')}`;
    expect(parseShowNotes(crlf)).toEqual(parseShowNotes(FIXTURE));
  });
});

describe('front matter', () => {
  it.each([
    [
      'no front matter',
      'title: T\n',
      '1 expected front matter between two lines --- at the start of the file',
    ],
    ['no end of it', '---\ntitle: T\n', '1 expected front matter between two lines ---'],
    ['no title', '---\nnumber: 1\n---\n', '2 expected a title'],
    ['no keys', '---\n- a\n---\n', '2 expected keys and values'],
    ['a key twice', front('date: 1767261600885\ntitle: U'), '4 expected each key once'],
    ['broken YAML', front('a: [1'), '3 expected a closing ]'],
  ])('%s: rejects the file, with the line', (_name, text, expected) => {
    const { notes, faults } = parseShowNotes(text);
    expect(notes).toBeUndefined();
    expect(faults.map(({ line, why }) => `${line} ${why}`).join('\n')).toContain(expected);
  });

  it('accepts guests as one mapping, as a list, and as names', () => {
    const guests = notesOf(front('guests:\n  - name: Ann Ash\n    of: Ash Ltd\n  - Bo Birch'))?.guests;
    expect(guests).toEqual([
      { name: 'Ann Ash', of: 'Ash Ltd', social: [] },
      { name: 'Bo Birch', social: [] },
    ]);
    expect(leftoversOf(front('guest: { of: Nobody }'))).toEqual(['3 a guest without a name']);
    expect(leftoversOf(front('guest: { name: Ann, url: ann.example }'))).toEqual([
      '3 not a valid `url` of a guest',
    ]);
  });

  it('accepts a date in milliseconds or with a zone', () => {
    expect(notesOf(front('date: "1767261600885"'))?.start).toBe('2026-01-01T10:00:00Z');
    expect(notesOf(front('date: 2026-01-01T11:00:00+01:00'))?.start).toBe('2026-01-01T10:00:00Z');
    for (const date of ['1767261600', '99999999999999', '2026-01-01T10:00:00', 'soon', '[1]']) {
      expect(notesOf(front(`date: ${date}`))?.start).toBeUndefined();
      expect(leftoversOf(front(`date: ${date}`))).toHaveLength(1);
    }
  });

  it.each([
    ['https://youtu.be/Qu3u3Br3aks?t=3', 'Qu3u3Br3aks'],
    ['https://www.youtube.com/live/Qu3u3Br3aks', 'Qu3u3Br3aks'],
    ['https://m.youtube.com/watch?t=1&v=Qu3u3Br3aks', 'Qu3u3Br3aks'],
    ['https://youtube.example/watch?v=Qu3u3Br3aks', undefined],
    ['https://www.youtube.com/watch?v=short', undefined],
    ['https://www.youtube.com/@channel', undefined],
  ])('youtube_url %s is the video %s', (url, videoId) => {
    const text = front(`youtube_url: ${url}`);
    expect(notesOf(text)?.videoId).toBe(videoId);
    expect(leftoversOf(text)).toHaveLength(videoId === undefined ? 1 : 0);
  });

  it('names a show after the recording only if its name contains the number', () => {
    const named = (file: string) => notesOf(front(`number: 7\nurl: https://m.example/${file}`))?.showName;
    expect(named('The%20Late.mp3')).toBeUndefined();
    expect(named('Late-Hour-007.mp3')).toBe('Late Hour');
    expect(named('7f3a9b.mp3')).toBeUndefined();
  });
});

describe('times', () => {
  it.each([
    ['* **[01:55](#t=01:55)** Text', '01:55 Text'],
    ['- [1:02:03](#t=1:02:03) - Text', '1:02:03 Text'],
    ['1. **01:55** – Text with *stars*', '01:55 Text with stars'],
    ['+ 01:55 Text', '01:55 Text'],
    ['* **[01:55](#t=01:55):** Text', '01:55 Text'],
  ])('%s', (line, expected) => {
    const chapters = notesOf(front('', line))?.chapters;
    expect(chapters?.map(({ time, title }) => `${time} ${title}`)).toEqual([expected]);
  });

  it('are not chapters without a title, or in the middle of a text', () => {
    expect(notesOf(front('', '* **[01:55](#t=01:55)**\n* see 01:55'))?.chapters).toEqual([]);
    expect(leftoversOf(front('', '* **[01:55](#t=01:55)**\n* see 01:55'))).toEqual([
      '5 a time without a title',
      '6 neither a time nor a link',
    ]);
  });
});

it('reports a picture, and imports the link around it', () => {
  const text = front('', '* ![Logo](https://p.example/l.png) [Page](https://p.example)');
  expect(leftoversOf(text)).toEqual(['5 a picture']);
  expect(notesOf(text)?.links).toEqual([{ title: 'Logo Page', url: 'https://p.example' }]);
});

it('never throws, and loses no word of the body', () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  const line = fc.oneof(
    fc.string(),
    word,
    word.map((one) => `* ${one}`),
    word.map((one) => `  - [${one}](https://e.example/${one})`),
    word.map((one) => `* **[00:10](#t=00:10)** ${one}`),
    word.map((one) => `### ${one}`),
    fc.constantFrom('', '```', '<div>', '---', '[', '* ['),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { notes, leftovers } = parseShowNotes(front('', lines.join('\n')));
      const kept = JSON.stringify([notes, leftovers]);
      for (const one of lines.join('\n').match(/(?<=^(?:\* |### )?)[a-z]{3,8}$/gm) ?? [])
        if (!/^(links|chapters|timestamps)$/.test(one)) expect(kept).toContain(one);
    }),
  );
});
