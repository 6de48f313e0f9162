import type { Desired } from '../../render/desired.ts';
import { isHandedOver, type Standing } from '../hand-over.ts';
import type { Whose } from './types.ts';

/** Whose a video is, for the advice on it: only one that was handed over may be overwritten. */
export function whoseVideo({ policy }: Desired, standing: Standing): Whose {
  if (policy.manage === 'observe') return 'observed';
  return isHandedOver(standing) ? 'ours' : 'not-ours';
}
