import { describe, expect, it } from 'vitest';
import type { Notice, OutgoingMessage } from '../../contract/notifications.ts';
import { toNotification as render } from './to-notification.ts';

const notice = (more: Partial<Notice> = {}): Notice => ({
  ...{ key: 'k', at: 0, commit: 'c1', event: 'needs-a-person', reason: 'edited' },
  ...{ subject: 'a/one', title: 'One', workflowId: 'episode/a/(one)', videoId: 'K72fOdbxXu8' },
  ...{ message: 'why and what', command: ['npx', 'showrunner', 'adopt', 'a/one', '--by', 'your name'] },
  ...more,
});

const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ id: 'id-1', about: 'needs-a-person', notices: [notice()], total: 1, at: 0 },
  ...more,
});

const PAGES = { workflows: 'http://ui/namespaces/default/workflows', videos: 'https://youtu.be' };
const toNotification = (one: OutgoingMessage) => render(one, PAGES);

describe('a message', () => {
  it('links the page and the video, and has the command as a shell takes it', () => {
    const { items, headline, tone } = toNotification(message());
    expect([headline, tone]).toEqual(['Needs you: edited on YouTube', 'bad']);
    expect(items).toEqual([
      {
        ...{ subject: 'a/one', title: 'One', message: 'why and what' },
        command: 'npx showrunner adopt a/one --by "your name"',
        links: [
          { label: 'Page', url: 'http://ui/namespaces/default/workflows/episode%2Fa%2F%28one%29' },
          { label: 'Video', url: 'https://youtu.be/K72fOdbxXu8' },
        ],
      },
    ]);
  });

  it('has no link to a UI that is not known, nor to what is no video', () => {
    const { items } = render(message({ notices: [notice({ videoId: 'x"><b>' })] }), {
      videos: PAGES.videos,
    });
    expect(items[0]?.links).toEqual([]);
  });

  it('of a group says how many episodes', () => {
    const { items } = toNotification(message({ notices: [notice({ count: 300 })] }));
    expect(items[0]?.message).toBe('300 episodes. why and what');
  });

  it('of credentials that still work does not say that writes are stopped', () => {
    const headlineOf = (more: Partial<Notice>): string =>
      toNotification(message({ notices: [notice({ reason: 'credentials', ...more })] })).headline;
    expect(headlineOf({})).toBe('Needs you: YouTube refuses the credentials, all writes are stopped');
    expect(headlineOf({ cause: 'ends-soon' })).toBe('Needs you: the login to YouTube ends soon');
  });

  it('of what is solved needs no command', () => {
    const { items, headline } = toNotification(message({ about: 'cured' }));
    expect(headline).toBe('Solved: edited on YouTube');
    expect(items[0]).not.toHaveProperty('command');
  });

  it.each([
    [{ about: 'commit', notices: [notice({ count: 2 })] }, 'A commit is done but for 2, which need you'],
    [{ about: 'commit', notices: [notice({ count: 1 })] }, 'A commit is done but for 1, which needs you'],
    [{ about: 'commit', notices: [notice({ count: 0 })] }, 'A commit is done'],
    [{ about: 'commit', total: 7 }, '7 commits are done'],
    [{ about: 'needs-a-person', total: 7 }, 'Needs you: edited on YouTube (7)'],
    [{ about: 'digest', notices: [], total: 0 }, 'All well: nothing needs you'],
    [{ about: 'digest', total: 3 }, '3 things need you'],
  ] as const)('%j: %s', (more, headline) => {
    expect(toNotification(message(more)).headline).toBe(headline);
  });

  it('of a day says how much happened', () => {
    const digest = message({
      ...{ about: 'digest', at: 24 * 3_600_000 },
      happened: { since: 0, counts: { commit: 3, live: 1, cured: 0 } },
    });
    expect(toNotification(digest).facts).toEqual([
      '3 commits, 1 stream since 24 h ago, at 1970-01-01 00:00 UTC.',
      'What needs you now:',
    ]);
    expect(toNotification(digest).items[0]?.message).toBe('edited on YouTube');
  });

  it('has its data for programs, with times they can read', () => {
    expect(toNotification(message()).data).toMatchObject({
      type: 'needs-a-person',
      notices: [
        {
          key: 'k',
          at: '1970-01-01T00:00:00.000Z',
          reason: 'edited',
          videoUrl: 'https://youtu.be/K72fOdbxXu8',
        },
      ],
    });
  });
});
