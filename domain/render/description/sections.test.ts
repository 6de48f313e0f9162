import { describe, expect, it } from 'vitest';
import { buildCatalog, episodeOf } from '../../../test/support/catalog.ts';
import { renderDesired } from '../desired.ts';

type Written = Readonly<Record<string, unknown>>;

const bodyOf = (episode: Written, show: Written = {}): string => {
  const catalog = buildCatalog({
    academy: { footer: 'Footer.' },
    shows: { s: { visibility: 'public', ...show } },
    sponsors: { cloud: { name: 'Cloud', message: 'Clusters in a minute.', url: 'https://cloud.example' } },
    episodes: {
      'a/zero': {
        title: 'Before',
        show: 's',
        scheduledFor: '2026-01-01T10:00:00Z',
        youtube: { videoId: 'K72fOdbxXu8' },
      },
      'a/one': { show: 's', scheduledFor: '2026-01-02T10:00:00Z', ...episode },
      'a/two': { title: 'After', show: 's', scheduledFor: '2026-01-03T10:00:00Z' },
    },
  });
  return renderDesired(catalog, episodeOf(catalog)).body;
};

describe('links', () => {
  it('have a note behind them, and stand under headings after those without one', () => {
    const body = bodyOf({
      links: [{ url: 'https://a.example', note: 'for beginners' }],
      sections: [
        { heading: 'Tools', links: ['https://b.example', { title: 'C', url: 'https://c.example' }] },
        { heading: 'Talks', links: [{ title: 'D', url: 'https://d.example', note: 'in 2024' }] },
      ],
    });
    expect(body).toContain(`https://a.example - for beginners

Tools
https://b.example
C: https://c.example

Talks
D: https://d.example - in 2024

Previous`);
  });

  it('of a chapter are on the next line, which is no part of its title', () => {
    const chapters = [
      { time: '00:00', title: 'Hello', url: 'https://a.example' },
      { time: '01:00', title: 'World' },
    ];
    expect(bodyOf({ chapters })).toContain('00:00 Hello\n  https://a.example\n01:00 World');
  });
});

it('a sponsor has a text of its own in one episode', () => {
  expect(bodyOf({ sponsors: [{ id: 'cloud', message: 'Code: KLUSTERED.' }] })).toContain(
    'Thanks to Cloud: Code: KLUSTERED. https://cloud.example',
  );
  expect(bodyOf({ sponsors: ['cloud'] })).toContain(
    'Thanks to Cloud: Clusters in a minute. https://cloud.example',
  );
});

it('a show says where to follow it, before the footer', () => {
  expect(bodyOf({}, { follow: 'Follow us: https://follow.example\n' })).toMatch(
    /Next: .*\n\nFollow us: https:\/\/follow\.example\n\nFooter\.$/,
  );
});

describe('previous and next', () => {
  it('lead to the page, or to the video where the file names it', () => {
    expect(bodyOf({})).toContain(
      'Previous: Before https://academy.example/watch/a/zero\nNext: After https://academy.example/watch/a/two',
    );
    expect(bodyOf({}, { neighbours: 'youtube' })).toContain(
      'Previous: Before https://www.youtube.com/watch?v=K72fOdbxXu8\nNext: After https://academy.example/watch/a/two',
    );
  });

  it('are switched off by the show, in templates too', () => {
    expect(bodyOf({}, { neighbours: 'none' })).toBe('Footer.');
    const description = '{{ previous.videoId }}{{ next.title }}.';
    expect(bodyOf({}, { description })).toBe('K72fOdbxXu8After.');
    expect(bodyOf({}, { description, neighbours: 'none' })).toBe('.');
  });
});
