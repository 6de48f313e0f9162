import { describe, expect, it } from 'vitest';
import { buildGuest } from '../../../test/support/catalog.ts';
import { listHandles, listProfileUrls } from './profiles.ts';

const profilesOf = (written: Readonly<Record<string, unknown>>): string[] =>
  listProfileUrls(buildGuest('guy', written));

describe('a handle and a URL have the same form', () => {
  it.each([
    [
      'github',
      'https://github.com/guy',
      ['guy', '@guy', 'github.com/guy', 'http://www.github.com/guy/', 'https://GitHub.com/guy?tab=x'],
    ],
    [
      'twitter',
      'https://x.com/guy',
      ['guy', '@guy', 'https://twitter.com/guy', 'https://x.com/guy', 'https://mobile.twitter.com/@guy'],
    ],
    [
      'bluesky',
      'https://bsky.app/profile/guy.example',
      ['guy.example', '@guy.example', 'https://bsky.app/profile/guy.example/'],
    ],
    [
      'mastodon',
      'https://example.social/@guy',
      ['@guy@example.social', 'guy@example.social', 'https://example.social/@guy'],
    ],
    [
      'linkedin',
      'https://www.linkedin.com/in/guy',
      ['guy', 'https://linkedin.com/in/guy', 'https://www.linkedin.com/in/guy/'],
    ],
    [
      'youtube',
      'https://www.youtube.com/@guy',
      ['guy', '@guy', 'youtube.com/@guy', 'https://m.youtube.com/@guy/'],
    ],
  ])('%s: %s', (network, url, forms) => {
    for (const written of forms) expect(profilesOf({ [network]: written })).toEqual([url]);
  });
});

describe('a page of a network that is no handle', () => {
  it.each([
    ['youtube', 'https://www.youtube.com/channel/UCxxxxxxxxxxxxxxxxxxxxxx'],
    ['youtube', 'https://www.youtube.com/c/Guy'],
    ['linkedin', 'https://www.linkedin.com/company/example'],
    ['github', 'https://github.com/guy/tool'],
    ['mastodon', 'https://example.social/users/guy'],
  ])('of %s stays as it is', (network, url) => {
    expect(profilesOf({ [network]: url })).toEqual([url]);
  });
});

it('leaves out what leads nowhere', () => {
  expect(profilesOf({ github: 'N/A', twitter: 'https://github.com/guy', bluesky: 'guy' })).toEqual([]);
});

it('keeps the order, and lists nothing twice', () => {
  expect(
    profilesOf({
      social: ['https://example.social/@guy', 'https://more.example'],
      youtube: 'guy',
      mastodon: '@guy@example.social',
      github: 'guy',
      url: 'https://guy.example',
    }),
  ).toEqual([
    'https://guy.example',
    'https://github.com/guy',
    'https://example.social/@guy',
    'https://www.youtube.com/@guy',
    'https://more.example',
  ]);
  expect(profilesOf({})).toEqual([]);
});

it('lists handles without the networks, each once', () => {
  const guest = buildGuest('guy', {
    url: 'https://guy.example',
    github: 'https://github.com/guy-t/',
    twitter: '@guy-t',
    mastodon: '@guy@example.social',
    linkedin: 'https://www.linkedin.com/company/guys',
    youtube: 'https://www.youtube.com/channel/UCxxxxxxxxxxxxxxxxxxxxxx',
    bluesky: 'guy.example',
  });
  expect(listHandles(guest)).toEqual(['guy-t', 'guy.example', 'guy']);
  expect(listHandles(buildGuest('ann', { mastodon: 'https://example.social/@ann/' }))).toEqual(['ann']);
  expect(listHandles(buildGuest('ann', { bluesky: '@ann_q', github: 'none', twitter: 'Ann Q' }))).toEqual([
    'ann_q',
  ]);
});
