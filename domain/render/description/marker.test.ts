import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatEpisodeUrl,
  isMarkerForm,
  type MarkerSettings,
  parseDescription,
  renderDescription,
  renderMarker,
  replaceMarker,
  type Seal,
  sealBody,
  sealVideo,
  UNFINISHED,
} from './marker.ts';

const HERE = { channelId: 'UCxxxxxxxxxxxxxxxxxxxxxx', videoId: 'video000001' };
const { channelId, videoId } = HERE;
const seal: Seal = { description: '5f1c0a7e', title: 'a1b2', tags: 'c3d4', video: sealVideo(HERE) };
const SEAL = `5f1c0a7e-a1b2-c3d4-${sealVideo(HERE)}`;
const ELSEWHERE = `5f1c0a7e-a1b2-c3d4-${sealVideo({ channelId, videoId: 'video000002' })}`;
const forms: MarkerSettings = {
  channelId,
  episodeUrl: 'https://academy.example/watch/{{ episode.id }}',
  formerEpisodeUrls: [
    'https://old.example/{{ episode.id }}',
    'https://academy.example/e/{{episode.id}}/notes',
  ],
};
const withoutUrl: MarkerSettings = { channelId, formerEpisodeUrls: ['https://old.example/{{ episode.id }}'] };
/** Its links are tested on their own. */
const parse = (text: string, where: MarkerSettings = forms) => {
  const { links: _links, ...parsed } = parseDescription({ videoId, description: text }, where);
  return parsed;
};
const linksOf = (text: string, where: MarkerSettings = forms) =>
  parseDescription({ videoId, description: text }, where).links;
const markerOf = (text: string, where: MarkerSettings = forms) => parse(text, where).marker;
const kind = 'fits' as const;

describe('a round trip', () => {
  const id = fc.stringMatching(/^[a-z0-9]{1,6}([-_./][a-z0-9]{1,6}){0,3}$/);
  const body = fc
    .array(fc.string({ maxLength: 30, unit: 'grapheme' }), { maxLength: 6 })
    .map((l) => l.join('\n'));

  it.each([
    ['a URL', forms],
    ['a URL with something after the id', { episodeUrl: 'https://a.example/{{ episode.id }}/live' }],
    ['a URL with a slash at its end', { episodeUrl: 'http://a.example/{{- episode.id -}}/' }],
    ['a URL with a query', { episodeUrl: 'https://a.example/w/{{ episode.id }}?utm_source=youtube' }],
    ['no URL', {}],
  ])('gives the same for %s', (_what, form: Partial<MarkerSettings>) => {
    const where = { channelId, ...form };
    fc.assert(
      fc.property(id, body, (episodeId, text) => {
        const written = renderDescription(text, renderMarker(where, episodeId, seal));
        const { body: read, marker } = parse(written, where);
        expect(marker).toEqual({ episodeId, seal, kind });
        expect(sealBody(read)).toBe(sealBody(text));
        expect(renderDescription(read, renderMarker(where, episodeId, seal))).toBe(written);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('is one line at the end, after an empty one', () => {
    const marker = renderMarker(forms, 'klustered/teams-1', seal);
    expect(marker).toBe(`https://academy.example/watch/klustered/teams-1#${SEAL}`);
    expect(renderDescription('Text.  \r\n', marker)).toBe(`Text.\n\n${marker}`);
    expect(renderDescription('', marker)).toBe(marker);
    expect(renderMarker({}, 'a/b', seal)).toBe(`Episode a/b#${SEAL}`);
  });

  it('encodes characters that a path cannot contain', () => {
    const url = formatEpisodeUrl(forms, 'a b/ü?#%$&');
    expect(url).toBe('https://academy.example/watch/a%20b/%C3%BC%3F%23%25%24%26');
    expect(markerOf(`${url}#${SEAL}`)?.episodeId).toBe('a b/ü?#%$&');
  });
});

describe('the id', () => {
  it.each(['a/b', 'a/b-2', 'a/b/c', 'a/v1.2', 'a', 'b'])('%s is parsed completely', (episodeId) => {
    expect(markerOf(`https://academy.example/watch/${episodeId}#${SEAL}`)).toEqual({ episodeId, seal, kind });
  });

  it.each([
    'https://academy.example/watch/',
    'https://academy.example/watch',
    'https://academy.example/watches/a/b',
    'https://academy.example.evil.example/watch/a/b',
    'https://academy.example:8443/watch/a/b',
    'https://academy.example/e//notes',
    'https://academy.example/e/a/b/other',
    'https://academy.example/watch/%E0%A4%A',
    'ftp://academy.example/watch/a/b',
    'see https://academy.example/watch/a/b',
    'https://',
  ])('is not found in a line like %s', (line) => {
    expect(markerOf(`${line}#${SEAL}`)).toBeUndefined();
  });
});

describe('a marker that was edited', () => {
  const marker = { episodeId: 'a/b', seal, kind };

  it.each([
    ['a query', `https://academy.example/watch/a/b?utm_source=x&e=/z#${SEAL}`],
    ['http', `http://academy.example/watch/a/b#${SEAL}`],
    ['capitals in the host', `HTTPS://Academy.Example/watch/a/b#${SEAL}`],
    ['a slash at the end', `https://academy.example/watch/a/b/#${SEAL}`],
    ['percent-encoding', `https://academy.example/watch/%61%2Fb#${SEAL}`],
    ['spaces around', `  https://academy.example/watch/a/b#${SEAL} \t`],
  ])('is still parsed with %s', (_what, line) => {
    expect(parse(`Text.\n\n${line}`)).toEqual({ body: 'Text.', marker });
  });

  it.each(['', '#', '#5f1c0a7e', '#5f1c0a7e-a1b2', '#5F1C0A7E-A1B2-C3D4', '#notes', `#${ELSEWHERE}`])(
    'is only a link with the fragment "%s"',
    (fragment) => {
      const text = `Text.\n\nhttps://academy.example/watch/a/b${fragment}`;
      expect(parse(text)).toEqual({ body: text });
      expect(linksOf(text)).toEqual(['a/b']);
    },
  );

  it.each([
    `https://old.example/a/b#${SEAL}`,
    `https://academy.example/e/a/b/notes?x=1#${SEAL}`,
    `Episode a/b#${SEAL}`,
  ])('is recognised as former: %s', (line) => {
    expect(markerOf(line)).toEqual({ ...marker, former: true });
  });

  it('is former too if the academy no longer has URLs', () => {
    expect(markerOf(`https://old.example/a/b#${SEAL}`, withoutUrl)).toEqual({ ...marker, former: true });
    expect(markerOf(`Episode a/b#${SEAL}`, withoutUrl)).toEqual(marker);
  });

  const ours = `https://academy.example/watch/a/b#${SEAL}`;
  it.each([
    ['between two paragraphs', `One.\n\n${ours}\n\nTwo.`],
    ['below the first paragraph', `One.\n${ours}\n\nTwo.`],
    ['above the second paragraph', `One.\n\n${ours}\nTwo.`],
    ['to the top', `${ours}\n\nOne.\n\nTwo.`],
    ['to the top, without an empty line', `${ours}\nOne.\n\nTwo.`],
    ['nowhere, with CRLF', `One.\r\n\r\nTwo.\r\n\r\n${ours}\r\n`],
  ])('leaves the same text if it was moved %s', (_where, text) => {
    expect(parse(text)).toEqual({ body: 'One.\n\nTwo.', marker });
  });
});

describe('which line is the marker', () => {
  const ours = `https://academy.example/watch/a/b#${SEAL}`;
  const link = 'https://academy.example/watch/other/one';

  it('is the sealed one, above or below a link to another episode', () => {
    for (const text of [`Text.\n${link}\n\n${ours}`, `${ours}\n\nText.\n${link}`])
      expect(parse(text)).toEqual({ body: `Text.\n${link}`, marker: { episodeId: 'a/b', seal, kind } });
  });

  it('is the last of two sealed ones', () => {
    const { body, marker } = parse(`https://academy.example/watch/x#${SEAL}\n\n${ours}`);
    expect(marker?.episodeId).toBe('a/b');
    expect(body).toBe(`https://academy.example/watch/x#${SEAL}`);
  });

  it('is the one that fits this video, else an unfinished one, else one of version 0.2', () => {
    const line = (id: string, fragment: string) => `https://academy.example/watch/${id}#${fragment}`;
    const here = line('a/b', SEAL);
    const unfinished = line('a/new', `5f1c0a7e-a1b2-c3d4-${UNFINISHED}`);
    const old = line('a/old', '5f1c0a7e-a1b2-c3d4');
    const copied = line('a/copied', ELSEWHERE);
    const kindOf = (...lines: string[]) => markerOf(lines.join('\n'))?.kind;
    expect(kindOf(here, unfinished, old, copied)).toBe('fits');
    expect(kindOf(unfinished, old, copied)).toBe('unfinished');
    expect(kindOf(old, copied)).toBe('unbound');
    expect(kindOf(copied)).toBeUndefined();
    expect(linksOf([here, unfinished, copied].join('\n'))).toEqual(['a/new', 'a/copied']);
  });

  it('is not a line of another channel', () => {
    const other = { ...forms, channelId: 'UCyyyyyyyyyyyyyyyyyyyyyy' };
    expect(markerOf(ours, other)).toBeUndefined();
  });

  it('is not a heading such as "Episode 12" in an academy with URLs', () => {
    expect(parse('Episode 12\n\nText.')).toEqual({ body: 'Episode 12\n\nText.' });
    expect(parse('Text.\n\nEpisode 12', { channelId })).toEqual({ body: 'Text.\n\nEpisode 12' });
    expect(linksOf('Episode 12', { channelId })).toEqual([]);
    expect(markerOf('Episode 12: a talk', { channelId })).toBeUndefined();
    expect(markerOf(`Episode 12#${SEAL}`, { channelId })?.episodeId).toBe('12');
  });

  it('is nothing in a text without one', () => {
    expect(parse('Text.\r\n')).toEqual({ body: 'Text.' });
    expect(parse('')).toEqual({ body: '' });
  });
});

describe('replaceMarker', () => {
  const next = `https://academy.example/watch/a/b#11111111-2222-3333-${sealVideo(HERE)}`;
  const replace = (description: string) => replaceMarker({ videoId, description }, forms, next);

  it.each([
    ['a text of a person', `\n Mine.  \r\n\r\n${'x'.repeat(5)}\rHTTPS://x\n`, '\n'],
    ['CRLF', 'One.\r\n', '\r\n\r\nTwo.  '],
    ['lone CR', 'One.\r', '\rTwo.\r'],
    ['spaces around the marker', 'One.\n  ', ' \t\n'],
  ])('changes only the seal: %s', (_what, before, after) => {
    const old = `https://academy.example/watch/a/b#${SEAL}`;
    expect(replace(`${before}${old}${after}`)).toBe(`${before}${next}${after}`);
  });

  it('keeps a query that a person added', () => {
    const line = `https://academy.example/watch/a/b?t=$1$&`;
    expect(replace(`One.\n${line}#${SEAL}\nTwo.`)).toBe(`One.\n${line}#${next.split('#')[1]}\nTwo.`);
  });

  it('replaces a former address by the current one, and leaves a link alone', () => {
    expect(replace(`A\nhttps://old.example/a/b#${SEAL}\nB`)).toBe(`A\n${next}\nB`);
    const linked = `A\nhttps://academy.example/watch/a/b\nhttps://academy.example/watch/a/b#${ELSEWHERE}`;
    expect(replace(linked)).toBe(linked);
  });

  it('adds none if there is none', () => {
    for (const text of ['', 'A\r\nB\n', 'Episode 12\nText.']) expect(replace(text)).toBe(text);
  });

  it('is parsed back with the new seal and the same text', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom(...'ab \r\n\té') }), { maxLength: 5 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const live = [...before, `https://academy.example/watch/a/b#${SEAL}`, ...after].join('\n');
        const { body, marker } = parse(replace(live));
        expect(marker?.seal).toMatchObject({ description: '11111111', title: '2222', tags: '3333' });
        expect(body).toBe(parse(live).body);
      }),
      { seed: 11 },
    );
  });
});

it.each([
  ['https://a.example/{{ episode.id }}', true],
  ['http://a.example/{{episode.id}}/notes?utm=1', true],
  ['https://a.example/watch?episode={{ episode.id }}', false],
  ['https://{{ episode.id }}.example/', false],
  ['https://a.example/#/watch/{{ episode.id }}', false],
  ['https://a.example/{{ episode.id }}/{{ episode.id }}', false],
  ['https://a.example/{{ episode.id | upcase }}', false],
  ['a.example/{{ episode.id }}', false],
])('knows whether %s can be found again: %s', (form, expected) => {
  expect(isMarkerForm(form)).toBe(expected);
});
