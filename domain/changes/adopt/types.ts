import type { Field } from '../../content/ownership.ts';
import type { DescriptionBlock } from '../../render/description/description.ts';
import type { LiveVideo } from '../live.ts';
import type { LineEdit } from '../plan/diff-lines.ts';

/** One change to a content file: the key from the root, and its new value. */
export type YamlEdit = {
  readonly field: Field;
  readonly path: string;
  readonly key: readonly string[];
  readonly value: EditValue;
};
/** One item of a list: a text, or a mapping in which every value is a text. */
export type EditItem = string | Readonly<Record<string, string>>;
export type EditValue = string | number | boolean | readonly EditItem[] | Readonly<Record<string, string>>;

/** A change of one key. */
export type Proposal = { readonly key: readonly string[]; readonly value: EditValue };
/** Edits to try, the most natural for an author first; or the reason why there are none. */
export type Proposals = readonly (readonly Proposal[])[] | { readonly why: string };

/** A field whose live value cannot be written as content, and the reason. */
export type NotAdopted = { readonly field: Field; readonly why: string };

/** How a field on YouTube differs from the content: `removed` is on YouTube, `added` is what the content says. At most 40 lines. */
export type FieldDifference = {
  readonly field: Field;
  /** edited: a person changed it; unknown: it is not known who did; named: an operator asked for this field. */
  readonly reason: 'edited' | 'unknown' | 'named';
  readonly edits: readonly LineEdit[];
  /** Lines that are not in `edits`. */
  readonly more: number;
  /** A short hash of the whole value on YouTube. */
  readonly live?: string;
};

/** The first lines of a difference, where a decision is asked for. `more`: how many it leaves out. */
export type ShownDifference = Pick<FieldDifference, 'field'> & {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly more?: number;
};

/**
 * Whose a video is. ours: it was handed over, so that an operator may overwrite it; observed: nothing is written to it by
 * `manage`; not-ours: it was never handed over.
 */
export type Whose = 'ours' | 'observed' | 'not-ours';

/** The video that was read, so that a person sees which one it is. `date`: ISO 8601, when it starts or started. */
export type VideoSummary = Pick<LiveVideo, 'videoId' | 'title' | 'privacy'> & { readonly date?: string };

/** A person's changes on YouTube, as edits to the content. `diff`: the changed lines of the file. */
export type Adoption = {
  readonly path: string;
  readonly edits: readonly YamlEdit[];
  readonly notAdopted: readonly NotAdopted[];
  readonly diff: string;
  /** Blocks of the description that a new `overrides.description` replaces, and what that means. */
  readonly frozen?: readonly DescriptionBlock[];
  readonly warning?: string;
  readonly video?: VideoSummary;
  readonly whose?: Whose;
  /** Fields that differ now, of those that were asked for. */
  readonly differences?: readonly FieldDifference[];
  /** The beginning of each. */
  readonly shown?: readonly ShownDifference[];
  /** Units that an `overwrite` of these fields takes at least. */
  readonly overwriteUnits?: number;
};
