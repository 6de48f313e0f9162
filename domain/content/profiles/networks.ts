import { type Address, isDomain } from './address.ts';

/** A page of a person, in its one normal form; `handle` without "@", where the page has one. */
export type Profile = { readonly url: string; readonly handle?: string };

export type Network = {
  /** As in `expected ...`. */
  readonly expected: string;
  readonly isHost: (host: string) => boolean;
  /** What a person may write without the host: these are first steps of a path. */
  readonly firstSteps: readonly string[];
  readonly ofHandle: (text: string) => Profile | undefined;
  readonly ofAddress: (address: Pick<Address, 'host' | 'steps' | 'url'>) => Profile | undefined;
};

const GITHUB = 'https://github.com';
const NO_OWNER =
  /^(?:apps|explore|features|issues|login|marketplace|orgs|pulls|search|settings|sponsors|topics|trending|users)$/i;
const github: Network = {
  expected: 'a handle or a URL of github.com',
  isHost: (host) => host === 'github.com',
  firstSteps: ['orgs', 'users'],
  ofHandle: (text) => (NO_OWNER.test(text) ? undefined : at(`${GITHUB}/`, text, /^[a-z\d][a-z\d_-]{0,38}$/i)),
  ofAddress({ steps: [first = '', second = '', ...rest], url }) {
    if (this.firstSteps.includes(first)) return this.ofHandle(second);
    const owner = this.ofHandle(first);
    return second === '' && rest.length === 0 ? owner : owner && { url: `${GITHUB}${pathOf(url)}` };
  },
};

const X = 'https://x.com';
const NO_HANDLE =
  /^(?:compose|explore|hashtag|home|i|intent|login|messages|notifications|search|settings|share)$/i;
const twitter: Network = {
  expected: 'a handle or a URL of x.com',
  isHost: (host) => host === 'x.com' || host === 'twitter.com',
  firstSteps: [],
  ofHandle: (text) => (NO_HANDLE.test(text) ? undefined : at(`${X}/`, text, /^\w{1,20}$/)),
  ofAddress({ steps: [first = '', second], url }) {
    const named = url.searchParams.get('screen_name');
    if (first === 'intent') return this.ofHandle(stripAt(named ?? ''));
    if (NO_HANDLE.test(first)) return second === undefined ? undefined : { url: `${X}${pathOf(url)}` };
    return this.ofHandle(stripAt(first));
  },
};

const BLUESKY = 'https://bsky.app/profile/';
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-z\d.-]+\.[a-z]{2,})$/;
const bluesky: Network = {
  expected: 'a handle such as guy.example.org, or a URL of bsky.app',
  isHost: (host) => host === 'bsky.app' || host.endsWith('.bsky.social'),
  firstSteps: ['profile'],
  ofHandle: (text) =>
    DID.test(text)
      ? { url: `${BLUESKY}${text}` }
      : isDomain(text)
        ? at(BLUESKY, text.toLowerCase())
        : undefined,
  ofAddress({ host, steps: [first, second = ''] }) {
    if (host !== 'bsky.app' && first === undefined) return this.ofHandle(host);
    return first === 'profile' ? this.ofHandle(stripAt(second)) : undefined;
  },
};

const LINKEDIN = 'https://www.linkedin.com/';
const PAGES = /^(?:company|school|showcase|pub)$/;
const linkedin: Network = {
  expected: 'a handle, as it is behind linkedin.com/in/, or a URL of linkedin.com',
  isHost: (host) => /^(?:[a-z]{2,3}\.)?linkedin\.com$/.test(host),
  firstSteps: ['in', 'company', 'school', 'showcase', 'pub'],
  ofHandle: (text) => at(`${LINKEDIN}in/`, text, /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}\p{So}_-]{2,100}$/u),
  ofAddress({ steps: [first = '', second = ''], url }) {
    if (first === 'in') return this.ofHandle(stripAt(second));
    return PAGES.test(first) && second !== '' ? { url: `${LINKEDIN}${pathOf(url).slice(1)}` } : undefined;
  },
};

const YOUTUBE = 'https://www.youtube.com/';
const CHANNEL = /^UC[\w-]{22}$/;
const NAME = /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}._·-]{1,60}$/u;
const NO_CHANNEL = /^(?:feed|live|playlist|results|shorts|watch|embed|hashtag|account|premium)$/;
const youtube: Network = {
  expected: 'a handle, the id of a channel, or a URL of youtube.com',
  isHost: (host) => host === 'youtube.com' || host === 'youtu.be',
  firstSteps: ['c', 'channel', 'user'],
  ofHandle: (text) =>
    CHANNEL.test(text)
      ? { url: `${YOUTUBE}channel/${text}` }
      : at(`${YOUTUBE}@`, text, /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}._·-]{1,30}$/u),
  ofAddress({ host, steps: [first = '', second = ''], url }) {
    if (host === 'youtu.be' || NO_CHANNEL.test(first)) return ofVideo(host, first, second, url);
    if (first.startsWith('@')) return this.ofHandle(stripAt(first));
    if (first === 'channel') return CHANNEL.test(second) ? this.ofHandle(second) : undefined;
    if (first === 'c' || first === 'user') return noHandle(at(`${YOUTUBE}${first}/`, second, NAME));
    return noHandle(at(YOUTUBE, first, NAME));
  },
};

/** A page of one video or list: a talk, for example. */
function ofVideo(host: string, first: string, second: string, url: URL): Profile | undefined {
  if (host === 'youtu.be')
    return /^[\w-]{11}$/.test(first) ? { url: `https://youtu.be/${first}` } : undefined;
  const isPage = second !== '' || /^[?].*\b(?:v|list|search_query)=\S/.test(url.search);
  return isPage ? { url: `${YOUTUBE}${pathOf(url).slice(1)}` } : undefined;
}

/** Everybody has a server of their own, so any host may be one. */
const mastodon: Network = {
  expected: 'a handle with its server, such as "@guy@example.social", or the URL of the profile',
  isHost: () => true,
  firstSteps: [],
  ofHandle(text) {
    const [name = '', server = '', more] = text.split('@');
    const isAccount = more === undefined && USER.test(name) && isDomain(server) && !MAIL.test(server);
    return isAccount ? { url: `https://${server.toLowerCase()}/@${name}`, handle: name } : undefined;
  },
  ofAddress({ host, steps, url }) {
    if (NETWORK_LIST.some((one) => one !== mastodon && one.isHost(host))) return undefined;
    const account = steps[steps[0] === 'web' || steps[0] === 'deck' ? 1 : 0] ?? '';
    if (!account.startsWith('@'))
      return steps.length === 0 ? undefined : { url: `https://${url.host}${pathOf(url)}` };
    const name = stripAt(account);
    if (name.includes('@')) return this.ofHandle(name);
    return USER.test(name) ? { url: `https://${url.host}/@${name}`, handle: name } : undefined;
  },
};

const USER = /^\w(?:[\w.-]{0,58}\w)?$/;
/** Where people have mail and no profile. */
const MAIL =
  /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|aol|gmx|web|proton|protonmail|fastmail|mail|qq)\.(?:com|net|org|de|me|ru|fr|co\.uk)$/i;

/** The keys of a guest that name a network, in the order of a description. */
export const NETWORKS = { github, twitter, bluesky, mastodon, linkedin, youtube } as const;
export type NetworkKey = keyof typeof NETWORKS;
const NETWORK_LIST: readonly Network[] = Object.values(NETWORKS);

/** Of an address: path and query, as a browser writes them; no last slash. */
const pathOf = ({ pathname, search }: URL): string =>
  `${pathname.replace(/\/+$/, '')}${search}`.replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );

const at = (print: string, handle: string, form?: RegExp): Profile | undefined =>
  form === undefined || form.test(handle)
    ? { url: `${print}${encodeURIComponent(handle)}`, handle }
    : undefined;

const noHandle = (profile: Profile | undefined): Profile | undefined => profile && { url: profile.url };

export const stripAt = (text: string): string => text.replace(/^@/, '');
