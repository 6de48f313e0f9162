import { describe, expect, it } from 'vitest';
import { buildCatalog, buildVideo, episodeOf, standingOn } from '../../test/support/catalog.ts';
import { judgeStanding } from '../changes/hand-over.ts';
import type { LiveVideo } from '../changes/live.ts';
import { planVideo } from '../changes/plan/plan.ts';
import { parseFile } from '../content/parse/parse.ts';
import { type Desired, renderDesired } from './desired.ts';
import { LIMITS } from './limits/measure.ts';
import { problemsOf, renderEpisode } from './rendering.ts';

/** Texts that a channel really has, and that no rule for new texts would let through or keep. */
const ODD: Readonly<Record<string, string>> = {
  'line ends of Windows': 'One\r\n\r\nTwo\r\n',
  'accents apart from their letters': 'Cafe\u0301 with Rene\u0301',
  'spaces at the ends of lines, and around the text': '  \n One  \n\tTwo \t\n\n ',
  'all bytes that YouTube allows': 'é'.repeat(LIMITS.description / 2),
  'marks of direction': '\u202eOne\u202c and \u2067two',
  'a last line like our marker': 'One\n\nEpisode 12',
  'angle brackets': 'a <b> c',
  'too many hashtags': Array.from({ length: 70 }, (_, at) => `#tag${at}`).join(' '),
  'a template': '{{ guest.name }} {% raw %}',
  nothing: '',
};

const contentOf = (verbatim: string, more: Record<string, unknown> = {}) =>
  buildCatalog({
    academy: { footer: 'Footer.', description: 'Template.' },
    shows: { talks: { hosts: ['ada'], description: 'Template of the show.' } },
    guests: { ada: {} },
    episodes: { 'a/one': { show: 'talks', youtube: { videoId: 'video000001' }, verbatim, ...more } },
  });

describe.each(Object.entries(ODD))('a verbatim description with %s', (_name, verbatim) => {
  it('is the whole description, byte for byte, and obeys no rule for new texts', () => {
    const catalog = contentOf(verbatim);
    const rendering = renderEpisode(catalog, episodeOf(catalog));
    expect(problemsOf(rendering)).toEqual([]);
    expect(rendering).toMatchObject({ desired: { body: verbatim, verbatim: true } });
  });

  it('can be carried by a file', () => {
    const text = `title: One\nverbatim: ${JSON.stringify(verbatim)}\n`;
    const { record, problems } = parseFile('episode', 'episodes/one.yaml', text);
    expect(problems).toEqual([]);
    expect(record?.verbatim).toBe(verbatim);
  });
});

it('loses to an override, which obeys the rules', () => {
  const catalog = contentOf('One', { overrides: { description: 'a < b' } });
  expect(problemsOf(renderEpisode(catalog, episodeOf(catalog)))).toMatchObject([{ code: 'angle-bracket' }]);
});

it('lets title and tags be as they are on YouTube', () => {
  const text = 'title: "One \\u202e"\ntags: ["a<b"]\nverbatim: One\n';
  expect(parseFile('episode', 'episodes/one.yaml', text).problems).toEqual([]);
  const catalog = contentOf('One', { title: 'One \u202e', tags: ['a<b'] });
  expect(problemsOf(renderEpisode(catalog, episodeOf(catalog)))).toEqual([]);
});

describe('taken over', () => {
  const planned = (desired: Desired, live: LiveVideo, standing = standingOn(live)) =>
    planVideo({ desired, live, standing, forms: buildCatalog().academy });
  const textsIn = (plan: ReturnType<typeof planned>) =>
    plan.changes.flatMap((change) => (change.call === 'videos.update' ? [change.next.description] : []));
  const liveOf = (desired: Desired, description = desired.body) =>
    buildVideo({ phase: 'complete', title: desired.title, description });
  const desiredOf = (verbatim: string) => {
    const catalog = contentOf(verbatim);
    return renderDesired(catalog, episodeOf(catalog));
  };

  it('keeps every byte before its marker, and is then the same', () => {
    const verbatim = 'Cafe\u0301 \r\n\r\nTwo  ';
    const desired = desiredOf(verbatim);
    const [text = ''] = textsIn(planned(desired, liveOf(desired), { kind: 'taken' }));
    expect(text).toMatch(
      /^Cafe\u0301 \r\n\r\nTwo {2}\n\nhttps:\/\/academy\.example\/watch\/a\/one#[\da-f-]{27}$/,
    );
    const live = liveOf(desired, text);
    expect(standingOn(live).kind).toBe('sealed');
    expect(planned(desired, live).changes).toEqual([]);
  });

  it('keeps every byte when only its title changes', () => {
    const desired = desiredOf('One  \r\nTwo');
    const [text = ''] = textsIn(planned(desired, liveOf(desired), { kind: 'taken' }));
    const renamed = { ...desired, title: 'Renamed' };
    const [next = ''] = textsIn(planned(renamed, liveOf(desired, text)));
    expect(next.split('#')[0]).toBe(text.split('#')[0]);
  });

  it('gets no marker where there is no room for one: it is remembered, and nothing is written', () => {
    const desired = desiredOf(ODD['all bytes that YouTube allows'] ?? '');
    const live = liveOf(desired);
    const { changes, remembered } = planned(desired, live, { kind: 'taken' });
    expect(changes).toEqual([]);
    expect(remembered).toMatchObject({ markerless: true, seal: expect.any(String) });
    const standing = judgeStanding({
      ...{ live, episode: { id: 'a/one', aliases: [] }, settings: buildCatalog().academy },
      remembered,
    });
    expect(standing.kind).toBe('sealed');
    expect(planned(desired, live, standing)).toMatchObject({ changes: [], edited: [], unknown: [] });
    const shorter = desiredOf('Shorter');
    expect(textsIn(planned(shorter, live, standing))).toEqual([expect.stringMatching(/^Shorter\n\nhttps/)]);
  });
});
