import { parseProfile } from '../../content/show-notes/parse-profile.ts';

/** A profile on a network for people. */
export const isPersonal = (url: string): boolean =>
  parseProfile(url) !== undefined || /^https?:\/\/[^/]+\/@[^/]+\/?$/.test(url);
