import type { Field } from '../../content/ownership.ts';

/** One change of a content file: the key from the root, and what shall stand there. */
export type YamlEdit = {
  readonly field: Field;
  readonly path: string;
  readonly key: readonly string[];
  readonly value: EditValue;
};
export type EditValue = string | number | readonly string[] | Readonly<Record<string, string>>;

/** What cannot become content, and why. */
export type KeptField = { readonly field: Field; readonly why: string };

/** What a person wrote on YouTube, as content. `diff`: the lines of the file that change. */
export type Adoption = {
  readonly path: string;
  readonly edits: readonly YamlEdit[];
  readonly kept: readonly KeptField[];
  readonly diff: string;
};
