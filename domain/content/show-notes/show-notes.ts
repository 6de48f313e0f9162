/** What an import could not place: the line of the notes (from 1), its words, and why. */
export type Leftover = { readonly line: number; readonly text: string; readonly why: string };

/** The networks of a guest's record that hold a handle. */
export const NETWORKS = ['github', 'twitter', 'bluesky', 'mastodon', 'linkedin', 'youtube'] as const;
export type NetworkKey = (typeof NETWORKS)[number];

/** A guest as the notes tell them, before anybody looked for their record. */
export type GuestDraft = {
  readonly name: string;
  readonly of?: string;
  readonly role?: string;
  readonly url?: string;
  readonly social: readonly string[];
} & { readonly [Key in NetworkKey]?: string };

export type ChapterDraft = { readonly time: string; readonly title: string };
export type LinkDraft = { readonly url: string; readonly title?: string };

/** One episode's notes, read; nothing here has an id yet. `start`: ISO 8601, UTC, in seconds. */
export type ShowNotes = {
  readonly title: string;
  readonly number?: number;
  readonly start?: string;
  readonly videoId?: string;
  /** What the audio file is called without the episode's number: the best name for a show that notes have. */
  readonly showName?: string;
  readonly guests: readonly GuestDraft[];
  readonly description?: string;
  readonly links: readonly LinkDraft[];
  readonly chapters: readonly ChapterDraft[];
};

/** Without `notes` the file cannot be imported, and `faults` say why. Each leftover is in one of the file's lines. */
export type ParsedShowNotes = {
  readonly notes?: ShowNotes;
  readonly faults: readonly Leftover[];
  readonly leftovers: readonly Leftover[];
};
