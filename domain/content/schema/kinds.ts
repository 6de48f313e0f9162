import type { z } from 'zod';
import type { Frozen } from '../../shared/freeze.ts';
import { academySchema, sponsorSchema } from './academy.ts';
import { episodeSchema } from './episode.ts';
import { guestSchema } from './guest.ts';
import { showSchema } from './show.ts';

/** The record in a file of each kind, without its id and origin. */
export type Bodies = {
  readonly academy: Frozen<z.output<typeof academySchema>>;
  readonly show: Frozen<z.output<typeof showSchema>>;
  readonly guest: Frozen<z.output<typeof guestSchema>>;
  readonly sponsor: Frozen<z.output<typeof sponsorSchema>>;
  readonly episode: Frozen<z.output<typeof episodeSchema>>;
};
export type Kind = keyof Bodies;

export const SCHEMAS: { readonly [K in Kind]: z.ZodType<Bodies[K]> } = {
  academy: academySchema,
  show: showSchema,
  guest: guestSchema,
  sponsor: sponsorSchema,
  episode: episodeSchema,
};
