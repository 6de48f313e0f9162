import type { Guest } from './records.ts';

/** One network: the addresses that contain a handle, and the form that we print. */
type Network = { readonly hosts: RegExp; readonly print: string };

const NETWORKS = {
  github: { hosts: /^github\.com\/([^/]+)\/?$/i, print: 'https://github.com/' },
  twitter: { hosts: /^(?:twitter|x)\.com\/([^/]+)\/?$/i, print: 'https://x.com/' },
  bluesky: { hosts: /^bsky\.app\/profile\/([^/]+)\/?$/i, print: 'https://bsky.app/profile/' },
  linkedin: { hosts: /^linkedin\.com\/in\/([^/]+)\/?$/i, print: 'https://www.linkedin.com/in/' },
  youtube: { hosts: /^youtube\.com\/@([^/]+)\/?$/i, print: 'https://www.youtube.com/@' },
} as const satisfies Record<string, Network>;

type Accounts = Pick<Guest, 'url' | 'mastodon' | 'social' | keyof typeof NETWORKS>;

/** The URLs of a person's profiles, each once: a handle and a full URL have the same normal form. */
export function listProfileUrls(guest: Accounts): string[] {
  const { github, twitter, bluesky, mastodon, linkedin, youtube } = guest;
  const profiles = [
    guest.url,
    formatProfile(NETWORKS.github, github),
    formatProfile(NETWORKS.twitter, twitter),
    formatProfile(NETWORKS.bluesky, bluesky),
    formatMastodon(mastodon),
    formatProfile(NETWORKS.linkedin, linkedin),
    formatProfile(NETWORKS.youtube, youtube),
    ...guest.social,
  ];
  return [...new Set(profiles.filter((url) => url !== undefined))];
}

/** A person's names on networks, without "@", each once; of a profile with another kind of URL none is known. */
export function listHandles(guest: Accounts): string[] {
  const profiles = Object.entries(NETWORKS).flatMap(([name, network]) => {
    const url = formatProfile(network, guest[name as keyof typeof NETWORKS]);
    return url?.startsWith(network.print) ? [url.slice(network.print.length)] : [];
  });
  const mastodon = /\/@([^/@]+)\/?$/.exec(formatMastodon(guest.mastodon) ?? '')?.[1];
  return [...new Set([...profiles, ...(mastodon === undefined ? [] : [mastodon])])];
}

/** A URL of another form (a company's page, a channel by id) is printed as it is. */
function formatProfile({ hosts, print }: Network, written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const [page = ''] = written.trim().split(/[?#]/, 1);
  const address = page.replace(/^https?:\/\//i, '').replace(/^(?:www|mobile|m)\./i, '');
  const handle = hosts.exec(address)?.[1];
  if (handle !== undefined) return `${print}${stripAt(handle)}`;
  if (/^https?:/i.test(written)) return written;
  return address.includes('/') ? `https://${address}` : `${print}${stripAt(address)}`;
}

/** `@guy@example.social`, or a URL as it is. */
function formatMastodon(written: string | undefined): string | undefined {
  const match = /^@?([^@\s/]+)@([^@\s/]+)$/.exec(written ?? '');
  return match === null ? written : `https://${match[2]}/@${match[1]}`;
}

const stripAt = (handle: string): string => handle.replace(/^@/, '');
