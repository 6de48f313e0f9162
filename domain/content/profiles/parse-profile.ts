import { type Address, parseAddress } from './address.ts';
import { NETWORKS, type NetworkKey, type Profile, stripAt } from './networks.ts';

/** Why a text is no profile: what was expected, and what to do; `isName` if the words may name the person all the same. */
export type ProfileFault = { readonly expected: string; readonly hint: string; readonly isName: boolean };

/**
 * What a person wrote for a network, such as `@guy`, `in/guy`, `UC...` or a URL: the page in its one normal form, or why it is none.
 * The normal form of a normal form is itself.
 */
export function parseProfile(key: NetworkKey, written: string): Profile | ProfileFault {
  const text = clean(written);
  const { expected } = NETWORKS[key];
  if (NOTHING.test(text)) return { expected, hint: 'Remove the key if there is none.', isName: false };
  const address = findAddress(key, text);
  const profile = address === undefined ? ofWords(key, text) : ofAddress(key, address);
  return profile ?? { expected, hint: suggest(key, text, address), isName: /^@?[\w.-]{3,}$/.test(text) };
}

export const isProfile = (parsed: Profile | ProfileFault): parsed is Profile => 'url' in parsed;

/** What people write where there is nothing. */
const NOTHING = /^(?:|[-–—.?/_*xX]+|n\/?a\.?|none|null|nil|no|tbd|tba|todo|unknown|undefined|false)$/i;

/** Without what is invisible in a pasted text, and without the slash behind a handle. */
function clean(written: string): string {
  const visible = written
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .normalize('NFC')
    .trim();
  return /^@?[^/\s]+\/$/.test(visible) ? visible.slice(0, -1) : visible;
}

function findAddress(key: NetworkKey, text: string): Address | undefined {
  const address = parseAddress(text);
  if (address === undefined || /^https?:|\//i.test(text)) return address;
  // A name with dots alone is a handle, unless it is the name of a network.
  return findNetwork(address.host) === undefined && key !== 'mastodon' ? undefined : address;
}

const ofAddress = (key: NetworkKey, address: Address): Profile | undefined => {
  const network = NETWORKS[key];
  return network.isHost(address.host) ? network.ofAddress(address) : undefined;
};

/** A handle, or the path of a profile without its host: `in/guy`, `/c/Guy`. */
function ofWords(key: NetworkKey, text: string): Profile | undefined {
  const network = NETWORKS[key];
  const words = stripAt(text.replace(/^(?:at:\/\/|acct:)/i, ''));
  const path = words.replace(/^\//, '');
  if (!path.includes('/')) return network.ofHandle(path);
  if (!network.firstSteps.includes(path.split('/')[0] ?? '')) return undefined;
  const host = HOSTS[key];
  const address = parseAddress(`https://${host}/${path}`);
  return address === undefined ? undefined : network.ofAddress(address);
}

const HOSTS: Readonly<Record<NetworkKey, string>> = {
  github: 'github.com',
  twitter: 'x.com',
  bluesky: 'bsky.app',
  mastodon: 'mastodon.invalid',
  linkedin: 'linkedin.com',
  youtube: 'youtube.com',
};

const findNetwork = (host: string): NetworkKey | undefined =>
  (Object.keys(NETWORKS) as NetworkKey[]).find((key) => key !== 'mastodon' && NETWORKS[key].isHost(host));

function suggest(key: NetworkKey, text: string, address: Address | undefined): string {
  if (address !== undefined) {
    const other = findNetwork(address.host);
    if (other === key) return "This page is not one person's: write the address of the profile.";
    if (other !== undefined) return `A page of ${HOSTS[other]} belongs in "${other}:".`;
    return 'A page of another site belongs in "social:", or in "url:".';
  }
  if (key === 'bluesky' && /^@?[a-z\d-]+$/i.test(text)) return `Did you mean "${stripAt(text)}.bsky.social"?`;
  if (key === 'mastodon' && /^@?\w+$/.test(text))
    return `Add the server, such as "@${stripAt(text)}@example.social".`;
  return 'Copy the address of the profile from the browser.';
}
