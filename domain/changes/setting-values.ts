import type { SettingField } from '../content/ownership.ts';
import type { Desired } from '../render/desired.ts';
import { promotionOf } from '../render/settings.ts';
import type { LiveBroadcast, LiveVideo } from './live.ts';

/** What the content says of a setting, as a text that can be compared; undefined: nothing. */
export function wantedSetting(desired: Desired, field: SettingField): string | undefined {
  const value = field === 'paidPromotion' ? promotionOf(desired) : desired[field];
  return value === undefined ? undefined : String(value);
}

/** The same of YouTube. A declaration that is not there says no; `madeForKids` alone may be undeclared. */
export function liveSetting(
  live: LiveVideo,
  broadcast: LiveBroadcast | undefined,
  field: SettingField,
): string | undefined {
  const value = readLive(live, broadcast, field);
  return value === undefined ? undefined : String(value);
}

function readLive(
  live: LiveVideo,
  broadcast: LiveBroadcast | undefined,
  field: SettingField,
): string | boolean | undefined {
  switch (field) {
    case 'audioLanguage':
      return live.defaultAudioLanguage;
    case 'madeForKids':
      return live.selfDeclaredMadeForKids;
    case 'syntheticMedia':
      return live.containsSyntheticMedia ?? false;
    case 'paidPromotion':
      return live.hasPaidPromotion ?? false;
    case 'license':
      return live.license;
    case 'embeddable':
      return live.embeddable;
    case 'recordingDate':
      return live.recordingDate;
    case 'dvr':
      return broadcast?.dvr;
    case 'captions':
      return broadcast?.captions;
  }
}
