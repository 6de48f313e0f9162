import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NETWORKS, type NetworkKey } from './networks.ts';
import { isProfile, parseProfile } from './parse-profile.ts';

const KEYS = Object.keys(NETWORKS) as NetworkKey[];
const urlOf = (key: NetworkKey, written: string): string | undefined => {
  const parsed = parseProfile(key, written);
  return isProfile(parsed) ? parsed.url : undefined;
};

/** What people wrote in 428 real records and in reports, with other names. */
describe('understands', () => {
  const channel = 'UCxxxxxxxxxxxxxxxxxxxxxx';
  it.each([
    [
      'github',
      'https://github.com/grace',
      [
        'grace/',
        '/grace',
        ' @grace ',
        'orgs/grace',
        'https://github.com/orgs/grace/people',
        'https://github.com/Grace?tab=repositories'.replace('G', 'g'),
      ],
    ],
    [
      'twitter',
      'https://x.com/cthree',
      [
        'twitter.com/#!/cthree',
        'https://x.com/cthree?s=21',
        'x.com/cthree/status/1',
        'https://twitter.com/intent/user?screen_name=cthree',
        '\u200bcthree\u202c',
      ],
    ],
    [
      'linkedin',
      'https://www.linkedin.com/in/grace-guest',
      [
        'in/grace-guest',
        '/in/grace-guest/',
        'uk.linkedin.com/in/grace-guest',
        'https://www.linkedin.com/in/grace-guest/details/skills/',
      ],
    ],
    [
      'linkedin',
      'https://www.linkedin.com/in/b%C3%A9-two',
      ['bé-two', 'linkedin.com/in/b%C3%A9-two/', 'in/be\u0301-two'],
    ],
    [
      'linkedin',
      'https://www.linkedin.com/company/example',
      ['company/example', 'linkedin.com/company/example/'],
    ],
    [
      'youtube',
      `https://www.youtube.com/channel/${channel}`,
      [channel, `channel/${channel}`, `youtube.com/channel/${channel}/videos`],
    ],
    ['youtube', 'https://www.youtube.com/@c3', ['@c3', 'c3', 'https://www.youtube.com/@c3/videos']],
    ['youtube', 'https://www.youtube.com/c/DFour', ['c/DFour', 'https://youtube.com/c/DFour/about']],
    ['youtube', 'https://www.youtube.com/watch?v=K72fOdbxXu8', ['youtube.com/watch?v=K72fOdbxXu8']],
    [
      'bluesky',
      'https://bsky.app/profile/c3.example.org',
      [
        'at://c3.example.org',
        '@C3.example.org',
        'https://bsky.app/profile/c3.example.org/post/3k',
        'profile/c3.example.org',
      ],
    ],
    ['bluesky', 'https://bsky.app/profile/c3.bsky.social', ['https://c3.bsky.social', 'c3.bsky.social']],
    [
      'mastodon',
      'https://social.example/@c3',
      [
        'social.example/@c3',
        '@c3@social.example',
        'acct:c3@Social.example',
        'https://other.example/@c3@social.example',
        'https://social.example/web/@c3',
        'https://social.example/@c3/1234',
      ],
    ],
  ] as const)('%s: %s', (key, url, forms) => {
    expect(forms.map((written) => [written, urlOf(key, written)])).toEqual(
      forms.map((written) => [written, url]),
    );
  });
});

describe('says why there is no profile', () => {
  it.each([
    ['twitter', 'N/A', 'Remove the key if there is none.'],
    ['linkedin', '-', 'Remove the key if there is none.'],
    ['github', 'none', 'Remove the key if there is none.'],
    ['bluesky', 'grace', 'Did you mean "grace.bsky.social"?'],
    ['mastodon', '@grace', 'Add the server, such as "@grace@example.social".'],
    ['mastodon', 'grace@gmail.com', 'Copy the address of the profile from the browser.'],
    ['mastodon', 'https://x.com/grace', 'A page of x.com belongs in "twitter:".'],
    ['github', 'https://gitlab.com/grace', 'A page of another site belongs in "social:", or in "url:".'],
    ['github', 'twitter.com/grace', 'A page of x.com belongs in "twitter:".'],
    ['github', 'https://github.com/', "This page is not one person's: write the address of the profile."],
    ['twitter', 'x.com/home', "This page is not one person's: write the address of the profile."],
    ['youtube', 'youtube.com/watch', "This page is not one person's: write the address of the profile."],
    ['linkedin', 'Claire Three', 'Copy the address of the profile from the browser.'],
    ['bluesky', 'at://did:plc:abc', 'Copy the address of the profile from the browser.'],
    ['github', 'https://github.com@evil.example/grace', 'Copy the address of the profile from the browser.'],
    ['github', 'grace/tool', 'Copy the address of the profile from the browser.'],
  ] as const)('%s: %s', (key, written, hint) => {
    expect(parseProfile(key, written)).toMatchObject({ hint });
  });
});

const HOSTS: Readonly<Record<NetworkKey, RegExp>> = {
  github: /^github\.com$/,
  twitter: /^x\.com$/,
  bluesky: /^bsky\.app$/,
  mastodon: /^(?!(?:www\.)?(?:x|twitter|github|youtube|linkedin)\.com$)[\w.-]+\.[\w-]+$/,
  linkedin: /^www\.linkedin\.com$/,
  youtube: /^(?:www\.youtube\.com|youtu\.be)$/,
};

/** Words, signs and addresses that people paste, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '@',
      '/',
      'https://',
      'http://',
      'www.',
      '?',
      '#',
      '#!/',
      ':',
      '.',
      '-',
      '_',
      ' ',
      '%',
      '%20',
      '\u200b',
      '<',
      '>',
    ],
    ...[
      'github.com',
      'x.com',
      'twitter.com',
      'bsky.app',
      'linkedin.com',
      'youtube.com',
      'youtu.be',
      'example.social',
    ],
    ...[
      'in',
      'c',
      'user',
      'channel',
      'orgs',
      'profile',
      'company',
      'UCxxxxxxxxxxxxxxxxxxxxxx',
      'did:plc:',
      'at://',
    ],
    ...[
      'grace',
      'Guy T',
      'N/A',
      'none',
      'bé',
      '\u4f8b',
      '\u{1f600}',
      '(',
      ')',
      "'",
      '"',
      '\\',
      '\n',
      'v=',
      '..',
    ],
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
/** Most of the address of a profile, or of its path. */
const nearlyRight = fc
  .tuple(
    fc.constantFrom('', 'https://', 'http://www.', '@', '//', ' '),
    fc.constantFrom(
      '',
      'github.com/',
      'x.com/',
      'bsky.app/profile/',
      'uk.linkedin.com/',
      'm.youtube.com/',
      'a.example/',
    ),
    fc.constantFrom('', 'in/', 'c/', '@', 'channel/', 'orgs/', 'users/', 'company/'),
    fc.oneof(fc.constantFrom('grace', 'b\u00e9-two', 'c3.example.org', 'UCxxxxxxxxxxxxxxxxxxxxxx'), piece),
    fc.constantFrom('', '/', '?s=21', '#top', '/videos', '@social.example', "/it's(1)", '%', ' '),
  )
  .map((parts) => parts.join(''));
const pasted = fc.oneof(
  { weight: 4, arbitrary: nearlyRight },
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.emailAddress(),
);

it('gives any text that a person pastes one normal form on that network, or a problem', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.constantFrom(...KEYS), pasted, (key, written) => {
      const parsed = parseProfile(key, written);
      if (!isProfile(parsed)) {
        expect(parsed.hint).toMatch(/\S[.?]$/);
        return;
      }
      found += 1;
      const url = new URL(parsed.url);
      expect([parsed.url, `${parsed.url}/`]).toContain(url.href);
      expect(url.protocol).toBe('https:');
      expect(url.hostname).toMatch(HOSTS[key]);
      expect(url.pathname.length > 1).toBe(true);
      // Where YouTube ends a link.
      expect(parsed.url).not.toMatch(/[\s<>"'()]/);
      expect(parseProfile(key, parsed.url)).toEqual(parsed);
    }),
    { seed: 20261130, numRuns: 5000 },
  );
  expect(found).toBeGreaterThan(200);
});
