import { trimEndOf } from '../../shared/trim-end.ts';
import type { NetworkKey } from './show-notes.ts';

const PROFILES: readonly (readonly [NetworkKey, RegExp])[] = [
  ['github', /^github\.com\/([^/]+)$/i],
  ['twitter', /^(?:twitter|x)\.com\/([^/]+)$/i],
  ['bluesky', /^bsky\.app\/profile\/([^/]+)$/i],
  ['linkedin', /^linkedin\.com\/in\/([^/]+)$/i],
  ['youtube', /^youtube\.com\/@([^/]+)$/i],
];

/** The key and handle for a profile's URL; undefined if a guest's record has no key for it. */
export function parseProfile(url: string): { readonly key: NetworkKey; readonly handle: string } | undefined {
  const address = normalizeAddress(url);
  for (const [key, pattern] of PROFILES) {
    const handle = pattern.exec(address)?.[1];
    if (handle !== undefined) return { key, handle };
  }
  return undefined;
}

/** A URL without scheme, `www.`, query and last slash, so that two forms of one page are equal. */
export function normalizeAddress(url: string): string {
  const [page = ''] = url.trim().split(/[?#]/, 1);
  return trimEndOf(page.replace(/^https?:\/\//i, '').replace(/^(?:www|mobile|m)\./i, ''), '/');
}
