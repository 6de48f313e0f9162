/** A whole description as it is on YouTube. `date`: ISO 8601, when it was on air; of two spellings the later one counts. */
export type VerbatimText = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly date?: string;
};

/** The lists that a description may have besides its prose. */
export type ListKind =
  | 'chapters'
  | 'links'
  | 'sections'
  | 'guests'
  | 'hosts'
  | 'sponsors'
  | 'hashtags'
  | 'neighbours';

/** Somebody whom a text names. `work`: role and organisation as written; `as`: the role in that episode. */
export type PersonFound = {
  readonly name: string;
  readonly role?: string;
  readonly of?: string;
  readonly as?: string;
  readonly profiles: readonly string[];
};

export type SponsorFound = { readonly name: string; readonly url?: string; readonly message?: string };
export type ChapterFound = { readonly seconds: number; readonly title: string };
export type LinkFound = { readonly url: string; readonly title?: string; readonly note?: string };
export type SectionFound = { readonly heading: string; readonly links: readonly LinkFound[] };

/** What a list says; each kind has its own items. */
export type Items = {
  readonly chapters?: readonly ChapterFound[];
  readonly links?: readonly LinkFound[];
  readonly sections?: readonly SectionFound[];
  readonly people?: readonly PersonFound[];
  readonly sponsors?: readonly SponsorFound[];
  readonly hashtags?: string;
};

/**
 * How a list is written, with texts as in the description. Two lists of one form can be printed by one template.
 * `time`: how times are written; `below`: a person's pages are on lines of their own, after this indentation.
 */
export type ListForm = {
  readonly kind: ListKind;
  /** Empty: none. A token for the plural's "s" may be in it. */
  readonly heading: string;
  /** Empty lines between the heading and the list; -1: the list begins on the line of the heading. */
  readonly headingGap: number;
  readonly bullet?: string;
  /** Before and after a time. */
  readonly around?: readonly [string, string];
  readonly time?: TimeStyle;
  /** How the very beginning is written, if not like the other times. */
  readonly zero?: string;
  /** Between title and URL, time and title, or name and page. */
  readonly separator?: string;
  /** Between a URL and a note behind it; absent: no link has one. */
  readonly note?: string;
  /** Empty lines between two sections. `headingGap`: between each heading and its links. */
  readonly sectionGap?: number;
  /** Between a name and what the person does; a bracket is closed behind it. */
  readonly work?: string;
  readonly below?: string;
  /** The host whose page alone is printed for each person; absent: all pages. */
  readonly host?: string;
  /** Between two names on one line, and before the last one. */
  readonly join?: readonly [string, string];
  /** The text after a sponsor's name. */
  readonly end?: string;
};

/** `02:05`, `2:05`, `0:02:05`, `00:02:05`, and `02:05` that goes on as `01:02:05`. */
export const TIME_STYLES = ['mm', 'm', 'h', 'hh', 'mm-hh'] as const;
export type TimeStyle = (typeof TIME_STYLES)[number];

/** A list in all forms that would print it like this. */
export type FoundList = { readonly forms: readonly ListForm[]; readonly items: Items };

/** A part of a description. `gap`: empty lines before it. */
export type TextPiece = {
  readonly gap: number;
  readonly text: string;
  readonly list?: FoundList;
};

/**
 * A part of a layout. text: the episode's own text; more: a second one, `vars.more`; literal: the same in every text, with tokens
 * for the title and names; follow: the same, and a key of the show.
 */
export type Slot = { readonly gap: number } & (
  | { readonly kind: 'text' | 'more' }
  | { readonly kind: 'literal' | 'follow'; readonly text: string }
  | { readonly kind: 'list'; readonly form: ListForm }
);

/** What all texts of a show have in common, in order. */
export type Layout = readonly Slot[];

export type Confidence = 'high' | 'medium' | 'low';
