import type { Field } from '../../content/ownership.ts';

/** One change of a content file: the key from the root, and what shall stand there. */
export type Edit = {
  readonly field: Field;
  readonly path: string;
  readonly key: readonly string[];
  readonly value: EditValue;
};
export type EditValue = string | number | readonly string[] | Readonly<Record<string, string>>;

/** What cannot become content, and why. */
export type Kept = { readonly field: Field; readonly why: string };

/** What a person wrote on YouTube, as content. `diff`: the lines of the file that change. */
export type Adoption = {
  readonly path: string;
  readonly edits: readonly Edit[];
  readonly kept: readonly Kept[];
  readonly diff: string;
};
