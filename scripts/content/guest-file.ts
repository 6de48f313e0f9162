import { stringify } from 'yaml';

/** A guest's file, with what else one may say as comments. */
export const renderGuestFile = (
  name: string,
): string => `${stringify({ name }, { lineWidth: 0, compat: 'yaml-1.1' })}
# What else one may say (docs/content-reference.md has every key):
# of: Organisation
# role: Platform Engineer
# url: https://example.org
# github: handle  # also: bluesky, mastodon, linkedin, twitter, youtube
# avatar: avatars/handle.png  # a picture below guests/; absent: initials are drawn
`;
