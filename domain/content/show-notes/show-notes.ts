/** A part of the notes that could not be imported: its line (from 1), its text, and why. */
export type Leftover = { readonly line: number; readonly text: string; readonly why: string };

/** The keys of a guest's record that contain a handle. */
export const NETWORKS = ['github', 'twitter', 'bluesky', 'mastodon', 'linkedin', 'youtube'] as const;
export type NetworkKey = (typeof NETWORKS)[number];

/** A guest as described in the notes, not yet matched with a record. */
export type GuestDraft = {
  readonly name: string;
  readonly of?: string;
  readonly role?: string;
  readonly url?: string;
  readonly social: readonly string[];
} & { readonly [Key in NetworkKey]?: string };

export type ChapterDraft = { readonly time: string; readonly title: string };
export type LinkDraft = { readonly url: string; readonly title?: string };
export type SectionDraft = { readonly heading: string; readonly links: readonly LinkDraft[] };

/** The parsed notes of one episode; nothing here has an id yet. `start`: ISO 8601, UTC, to the second. */
export type ShowNotes = {
  readonly title: string;
  readonly number?: number;
  readonly start?: string;
  readonly videoId?: string;
  /** The name of the audio file without the episode's number: the best name for a show that notes contain. */
  readonly showName?: string;
  readonly guests: readonly GuestDraft[];
  readonly description?: string;
  readonly links: readonly LinkDraft[];
  /** Links below a heading of their own. */
  readonly sections: readonly SectionDraft[];
  readonly chapters: readonly ChapterDraft[];
};

/** Without `notes` the file cannot be imported, and `faults` say why. Every leftover is on a line of the file. */
export type ParsedShowNotes = {
  readonly notes?: ShowNotes;
  readonly faults: readonly Leftover[];
  readonly leftovers: readonly Leftover[];
};
