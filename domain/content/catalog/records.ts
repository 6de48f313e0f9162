import type { z } from 'zod';
import type { Frozen } from '../../shared/freeze.ts';
import type { academySchema, sponsorSchema } from '../schema/academy.ts';
import type { episodeSchema } from '../schema/episode.ts';
import type { guestSchema } from '../schema/guest.ts';
import type { showSchema } from '../schema/show.ts';

/** The file of a record: `blob` is git's object id (hex). */
export type Origin = { readonly path: string; readonly blob: string };

export type Academy = Frozen<z.output<typeof academySchema>>;
export type Show = Frozen<z.output<typeof showSchema>> & { readonly id: string; readonly origin: Origin };
export type Guest = Frozen<z.output<typeof guestSchema>> & { readonly id: string; readonly origin: Origin };
export type Sponsor = Frozen<z.output<typeof sponsorSchema>> & {
  readonly id: string;
  readonly origin: Origin;
};
/** One episode. `start` is `scheduledFor` in UTC, ISO 8601, with the show's zone applied. */
export type Episode = Frozen<z.output<typeof episodeSchema>> & {
  readonly id: string;
  readonly origin: Origin;
  readonly start?: string;
};
export type GuestRef = Episode['guests'][number];

/**
 * The content of one commit. Ids are keys of plain objects without a prototype.
 * `guestAliases` and `episodeAliases` lead from a former id to the current one.
 * `blobs` holds git's object id of every other file (pictures), by path from the repository's root.
 */
export type Catalog = {
  readonly commit: string;
  readonly academy: Academy;
  readonly shows: Readonly<Record<string, Show>>;
  readonly guests: Readonly<Record<string, Guest>>;
  readonly sponsors: Readonly<Record<string, Sponsor>>;
  readonly episodes: Readonly<Record<string, Episode>>;
  readonly guestAliases: Readonly<Record<string, string>>;
  readonly episodeAliases: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  /** HTML templates of thumbnails, by their path from the root. */
  readonly pages: Readonly<Record<string, string>>;
  readonly blobs: Readonly<Record<string, string>>;
};
