import { describeFault, describeFound } from '../../shared/messages.ts';
import { NETWORKS, type NetworkKey } from '../profiles/networks.ts';
import { isProfile, parseProfile } from '../profiles/parse-profile.ts';
import type { Rule, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

/** A handle that leads nowhere is not printed; the guest's other words are. */
export const unknownProfiles: Rule = ({ guests }) => guests.flatMap((guest) => ofOne(guest));

const ofOne = perRecord<'guest'>((record) =>
  (Object.keys(NETWORKS) as NetworkKey[]).flatMap((key) => checkProfile(key, record[key])),
);

function checkProfile(key: NetworkKey, written: string | undefined): RuleFault[] {
  if (written === undefined) return [];
  const parsed = parseProfile(key, written);
  if (isProfile(parsed)) return [];
  const message = describeFault([key], parsed.expected, describeFound(written));
  return [{ key: [key], code: 'unknown-profile', message, hint: parsed.hint }];
}
